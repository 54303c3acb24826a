using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>What a release of Intel's interface can be asked for (redfish-pod 2.3). A strict service refuses a property that came later, and says no more
/// than 400, so it is told here what cannot be said there.</summary>
internal sealed class RackScaleRelease
{
    private static readonly Version Newest = new(int.MaxValue, 0);

    /// <summary>Release 2.1 says so of its interface (redfish-pod 1.1).</summary>
    private static readonly Version Release21 = new(2, 0);

    private static readonly Version Release22 = new(2, 2);

    private static readonly Version Release24 = new(2, 4);

    private readonly string? said;
    private readonly Version interfaceVersion;

    private RackScaleRelease(string? said)
    {
        this.said = said;
        interfaceVersion = Version.TryParse(said, out var version) ? version : Newest;
    }

    /// <summary>Totals over the whole system can be asked for, not only parts of it.</summary>
    public bool HasTotals => interfaceVersion >= Release21;

    private bool KnowsPooledDrives => interfaceVersion >= Release21;

    private bool KnowsProcessorTypes => interfaceVersion >= Release22;

    private bool KnowsMemoryTypes => interfaceVersion >= Release24;

    /// <summary>Kinds of pooled devices that the action can ask for.</summary>
    private string[] PciTypes => KnowsProcessorTypes ? ["SSD", "GPU", "FPGA"] : KnowsPooledDrives ? ["SSD"] : [];

    public static RackScaleRelease Of(JsonElement? root) => new(root.RackScale().Text("ApiVersion"));

    /// <summary>Refuses what this release cannot be asked for, whole.</summary>
    public void RefuseTheInexpressible(Requirements wanted)
    {
        var problems = ProblemsOf(wanted).ToList();
        if (problems.Count > 0)
        {
            throw new DriverException(DriverFault.Refused, Failure.Invalid(problems));
        }
    }

    private IEnumerable<string> ProblemsOf(Requirements wanted)
    {
        if (wanted.NamesMemoryMedia && !KnowsMemoryTypes)
        {
            yield return $"properties.memory.type: '{wanted.MemoryType}' cannot be asked of {Name}, only a type of modules such as DDR4";
        }

        var unknown = wanted.PciDevices.Where(type => !PciTypes.Contains(type)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            yield return $"properties.pci_device.type: {string.Join(", ", unknown)} cannot be asked of {Name}, allowed are {(PciTypes.Length == 0 ? "none" : string.Join(", ", PciTypes))}";
        }

        for (var position = 0; position < wanted.Drives.Count && !KnowsPooledDrives; position++)
        {
            if (wanted.Drives[position].IsPooled is not null)
            {
                yield return $"properties.storage[{position}].pooled: cannot be asked of {Name}, which does not tell pooled drives from built-in ones; leave it out";
            }
        }
    }

    private string Name => said is null ? "an Intel RSD pod manager" : $"an Intel RSD pod manager with interface {said}";
}
