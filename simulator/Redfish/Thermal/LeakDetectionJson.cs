using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>LeakDetection v1_2_0: the ropes on the floor under a rack.</summary>
internal sealed class LeakDetectionJson(Pod pod, Rack rack)
    : Resource(ThermalUris.LeakDetection(rack.Id), Type, "LeakDetection", $"Leak detection of {rack.Name}"), IResource
{
    public static string Type => "#LeakDetection.v1_2_0.LeakDetection";

    public Status Status => Status.Of(pod.LeakOf(rack));

    public Link LeakDetectors => new(ThermalUris.LeakDetectors(rack.Id));

    public IReadOnlyList<LeakDetectorGroupJson> LeakDetectorGroups =>
        [new("Floor", Status, [.. LeakRope.Of(rack).Select(l => LeakDetectorExcerpt.Of(pod, rack, l))])];
}

internal sealed record LeakDetectorGroupJson(string GroupName, Status Status, IReadOnlyList<LeakDetectorExcerpt> Detectors)
{
    [JsonPropertyName("Detectors@odata.count")]
    public int Count => Detectors.Count;
}

/// <summary>What LeakDetection repeats of a detector.</summary>
internal sealed record LeakDetectorExcerpt(string DataSourceUri, string DeviceName, string DetectorState, string PhysicalContext)
{
    public static LeakDetectorExcerpt Of(Pod pod, Rack rack, LeakRope rope) =>
        new(ThermalUris.LeakDetector(rack.Id, rope.Id), rope.Name, pod.HealthOf(rack, rope.Id).ToString(), rope.Place);
}

/// <summary>LeakDetector v1_6_0: a rope under a rack. A leak is told, and nothing is switched off for it.</summary>
internal sealed class LeakDetectorJson(Pod pod, Rack rack, LeakRope rope)
    : Resource(ThermalUris.LeakDetector(rack.Id, rope.Id), Type, rope.Id, rope.Name), IResource
{
    public static string Type => "#LeakDetector.v1_6_0.LeakDetector";

    public string LeakDetectorType => "Moisture";

    public string DetectorState => pod.HealthOf(rack, rope.Id).ToString();

    public bool Enabled => true;

    public string PhysicalContext => rope.Place;

    public string Manufacturer => LeakRope.Manufacturer;

    public string Model => LeakRope.Model;

    public string PartNumber => Catalog.PartNumber(LeakRope.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(LeakRope.Model);

    public string SerialNumber => rope.SerialNumber;

    public string WarningReactionType => "None";

    public string CriticalReactionType => "None";

    public Status Status => Status.Of(pod.HealthOf(rack, rope.Id));
}
