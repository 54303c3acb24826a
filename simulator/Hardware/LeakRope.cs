namespace Simulator.Hardware;

/// <summary>A rope on the floor under a rack that senses moisture. Its health is what it senses: <see cref="Pod.SetHealth"/> makes a leak, and dries it.</summary>
/// <param name="Place">Redfish <c>PhysicalContext</c>.</param>
public sealed record LeakRope(string Id, string Name, string Place, string SerialNumber)
{
    public const string Manufacturer = "Contoso";
    public const string Model = "Leak rope 2M";

    /// <summary>The two ropes of every rack.</summary>
    public static IReadOnlyList<LeakRope> Of(Rack rack) =>
    [
        new($"{rack.Id}-leak-front", $"Leak rope at the front of {rack.Name}", "Front", $"{rack.SerialNumber}LF"),
        new($"{rack.Id}-leak-back", $"Leak rope at the back of {rack.Name}", "Back", $"{rack.SerialNumber}LB"),
    ];
}
