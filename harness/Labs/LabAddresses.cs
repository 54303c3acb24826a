namespace Harness.Labs;

/// <summary>Where the parts of a lab are reached. Operators and probes know nothing else of it.</summary>
/// <param name="Valence">The core.</param>
/// <param name="Redfish">The pod manager.</param>
/// <param name="Control">The bench's own face.</param>
/// <param name="User">Account of the pod manager.</param>
public sealed record LabAddresses(Uri Valence, Uri Redfish, Uri Ironic, Uri Control, string User, string Password)
{
    /// <summary>The manager of the ExpEther fabric; null where the rack has none.</summary>
    public Uri? Eem { get; init; }

    public override string ToString() => $"LabAddresses {{ Valence = {Valence}, Redfish = {Redfish}, Ironic = {Ironic}, Control = {Control} }}";
}
