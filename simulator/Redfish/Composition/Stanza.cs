using System.Text.Json;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Manifest v1_1_2, <c>StanzaType</c>.</summary>
internal enum StanzaType
{
    ComposeSystem,
    DecomposeSystem,
    ComposeResource,
    DecomposeResource,
    RegisterResourceBlock,
    OEM,
}

/// <summary>One stanza of a manifest as it was read.</summary>
/// <param name="Sent">As the client wrote it, to be sent back with the response.</param>
/// <param name="Step">What it asks for; null when that cannot be made out.</param>
/// <param name="System">Of a <see cref="StanzaType.ComposeSystem"/>.</param>
/// <param name="Problems">Of its request.</param>
internal sealed record Stanza(
    string Id, StanzaType Type, JsonElement Sent, ManifestStep? Step, SystemRequest? System, IReadOnlyList<RedfishMessage> Problems)
{
    /// <summary>Where in its request a block is named.</summary>
    public Func<string, string> PointerTo { get; init; } = id => System?.PointerTo(id) ?? "#/@odata.id";
}
