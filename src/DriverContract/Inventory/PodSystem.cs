namespace Valence.DriverContract;

/// <summary>A computer system that stands in a pod.</summary>
/// <param name="Location">Chain of <c>Type:Id_</c> from the system outwards.</param>
/// <param name="MemoryGiB">Whole gibibytes.</param>
/// <param name="Interfaces">How many Ethernet interfaces.</param>
/// <param name="StorageGiB">Whole gibibytes of all drives.</param>
public sealed record PodSystem(
    string Id, string? Uuid, string? Name, string? Description, string? Health, string Location, long Cores, string? Architecture,
    string? Model, long MemoryGiB, int Interfaces, long StorageGiB)
{
    /// <summary>Its path at the pod manager.</summary>
    public string? Uri { get; init; }

    /// <summary>The node that uses it, by its id in the pod; null when none does.</summary>
    public string? NodeIndex { get; init; }

    /// <summary>Its memory modules by kind; empty where the driver does not tell them.</summary>
    public IReadOnlyList<PodMemory> Memory { get => field ?? []; init; }

    /// <summary>Its drives; empty where the driver does not tell them.</summary>
    public IReadOnlyList<PodDrive> Drives { get => field ?? []; init; }

    /// <summary>
    /// Where the protocol knows systems by other properties than cores, memory and storage: all that it tells, by the name it is answered under.
    /// Then those numbers are not shown, for they are not known.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Extra { get; init; } = new Dictionary<string, string?>();
}
