using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Resource.Identifier: a name that stays with a thing wherever it is put. Made from its serial number or id.</summary>
/// <param name="Format">Resource <c>DurableNameFormat</c>.</param>
internal sealed record DurableName([property: JsonPropertyName("DurableName")] string Name, [property: JsonPropertyName("DurableNameFormat")] string Format)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>World wide name of a SAS or SATA thing: 16 digits, the first a 5.</summary>
    public static DurableName Naa(string seed) => new($"5{Digits(seed)[1..]}", "NAA");

    /// <summary>EUI-64 of an NVMe thing.</summary>
    public static DurableName Eui(string seed) => new(string.Join('-', Digits(seed).Chunk(2).Select(pair => new string(pair))), "EUI");

    public static DurableName Uuid(Guid uuid) => new(uuid.ToString(), "UUID");

    public static DurableName Nqn(Guid uuid) => new($"nqn.2014-08.org.nvmexpress:uuid:{uuid}", "NQN");

    /// <summary>By the format of names that a protocol has.</summary>
    public static DurableName Of(string name, RemoteProtocol protocol) => protocol == RemoteProtocol.iSCSI ? new DurableName(name, "iQN") : new DurableName(name, "NQN");

    // FNV-1a: spread well, the same on every machine, and no secret.
    private static string Digits(string seed) =>
        Encoding.UTF8.GetBytes(seed).Aggregate(FnvOffset, (hash, b) => unchecked((hash ^ b) * FnvPrime)).ToString("X16", CultureInfo.InvariantCulture);
}
