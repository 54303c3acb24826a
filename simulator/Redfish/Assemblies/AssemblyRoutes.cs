using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class AssemblyUris
{
    public static string Of(string chassisId) => $"{ChassisUris.Of(chassisId)}/Assembly";
}

/// <summary>Assembly v1_6_1: the boards of a sled or drawer that are replaced as one.</summary>
internal static class AssemblyRoutes
{
    public static RedfishRoutes MapAssemblies(this RedfishRoutes routes, Pod pod) => routes
        .Resource($"{ChassisUris.Chassis}/{{id}}/Assembly", AssembliesJsonContext.Default.AssemblyJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } sled ? AssemblyJson.Of(sled)
            : pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer) ? AssemblyJson.Of(drawer)
            : null);
}

internal sealed class AssemblyJson(string chassisId, string assemblyName, IReadOnlyList<Board> boards)
    : Resource(AssemblyUris.Of(chassisId), Type, "Assembly", assemblyName), IResource
{
    public static string Type => "#Assembly.v1_6_1.Assembly";

    private const string Maker = "Contoso";

    public IReadOnlyList<AssemblyPart> Assemblies => [.. boards.Select((b, i) => new AssemblyPart(chassisId, b, i))];

    [JsonPropertyName("Assemblies@odata.count")]
    public int Count => boards.Count;

    public static AssemblyJson Of(ComputerSystem sled) => new(sled.Id, $"Assembly of sled {sled.Id}",
    [
        new Board("Main board", sled.Manufacturer, $"{sled.Model} board", $"{sled.SerialNumber}-B", "SystemBoard"),
    ]);

    public static AssemblyJson Of(Drawer drawer) => new(drawer.Id, $"Assembly of {drawer.Name}",
    [
        new Board("Midplane", Maker, $"Midplane {drawer.Height}U", $"{drawer.SerialNumber}-M", "Backplane"),
        new Board("Fan board", Maker, $"Fan board {drawer.Fans.Count}", $"{drawer.SerialNumber}-F", "Fan"),
    ]);
}

/// <param name="Place">Redfish <c>PhysicalContext</c>.</param>
internal sealed record Board(string Name, string Vendor, string Model, string SerialNumber, string Place);

internal sealed class AssemblyPart(string chassisId, Board board, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{AssemblyUris.Of(chassisId)}#/Assemblies/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => board.Name;

    public string Vendor => board.Vendor;

    public string Model => board.Model;

    public string PartNumber => Catalog.PartNumber(board.Model);

    public string SerialNumber => board.SerialNumber;

    public string PhysicalContext => board.Place;

    public bool Replaceable => true;

    public Status Status => new("Enabled", "OK");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AssemblyJson))]
internal sealed partial class AssembliesJsonContext : JsonSerializerContext;
