using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Facility v1_4_2: the room that the racks stand in.</summary>
internal sealed class FacilityJson(Pod pod) : Resource(FacilityRoutes.Room, Type, "room", $"Room of {pod.Name}"), IResource
{
    public static string Type => "#Facility.v1_4_2.Facility";

    public string FacilityType => "Room";

    public Status Status => new("Enabled", "OK");

    public FacilityLinks Links => new(
        Link.All(pod.Racks.Select(r => ChassisUris.Of(r.Id))), [new Link(ManagerUris.PodManager)],
        Link.All(pod.PowerDistributions.Values.Select(u => DistributionUris.Unit(u.Id))), Link.All(PowerShelfRoutes.All(pod).Select(s => ShelfUris.Shelf(s.Id))),
        Link.All(pod.Racks.Select(r => CoolantUris.Unit(CoolantUnit.Of(r).Id))));
}

internal sealed record FacilityLinks(
    IReadOnlyList<Link> ContainsChassis, IReadOnlyList<Link> ManagedBy, [property: JsonPropertyName("RackPDUs")] IReadOnlyList<Link> RackPdus,
    IReadOnlyList<Link> PowerShelves, [property: JsonPropertyName("CDUs")] IReadOnlyList<Link> Cdus);

internal static class FacilityRoutes
{
    public const string Facilities = "/redfish/v1/Facilities";
    public const string Room = Facilities + "/room";

    public static RedfishRoutes MapFacilities(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Facilities, "Facility", _ => ResourceCollection.Of(Facilities, "Facility Collection", ["room"]))
        .Resource(Room, FacilityJsonContext.Default.FacilityJson, _ => new FacilityJson(pod));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FacilityJson))]
internal sealed partial class FacilityJsonContext : JsonSerializerContext;
