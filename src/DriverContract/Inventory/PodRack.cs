namespace Valence.DriverContract;

/// <summary>A rack of a pod.</summary>
/// <param name="Systems">UUIDs of the systems anywhere inside.</param>
public sealed record PodRack(
    string Id, string? Name, IReadOnlyList<string> Systems, string? Manufacturer, string? Model, string? Description, string? SerialNumber);
