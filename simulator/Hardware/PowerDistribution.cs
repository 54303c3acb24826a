namespace Simulator.Hardware;

/// <summary>A power distribution unit of a rack: one main feed, branches with a breaker each, outlets. A rack has two, on two feeds.</summary>
/// <param name="Feed"><c>A</c> or <c>B</c>.</param>
public sealed record PowerDistribution(string Id, string RackId, string Name, string Feed, string SerialNumber, IReadOnlyList<PowerOutlet> Outlets)
{
    /// <summary>Outlets take turns on the branches.</summary>
    public const int Branches = 2;

    public const double NominalVolts = 230;

    /// <summary>Of the whole unit.</summary>
    public const double RatedAmps = 32;

    private const int FewestOutlets = 4;

    /// <summary>The two units of a rack; none for a rack without power supplies.</summary>
    public static IReadOnlyList<PowerDistribution> Of(Rack rack) =>
        rack.PowerSupplies.Count == 0 ? [] : [Of(rack, "A", turn: 0), Of(rack, "B", turn: 1)];

    // Power supplies take turns on the feeds, so that a rack with two survives the loss of one.
    private static PowerDistribution Of(Rack rack, string feed, int turn)
    {
        var id = $"{rack.Id}-pdu-{feed.ToLowerInvariant()}";
        var supplies = rack.PowerSupplies.Where((_, i) => i % 2 == turn).ToList();
        var outlets = Enumerable.Range(0, Math.Max(supplies.Count, FewestOutlets))
            .Select(i => new PowerOutlet(id, i + 1, i < supplies.Count ? supplies[i].Id : null));
        return new PowerDistribution(id, rack.Id, $"PDU {feed} of {rack.Name}", feed, $"{rack.SerialNumber}{feed}", [.. outlets]);
    }
}

/// <summary>A socket of a power distribution unit.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SupplyId">The power supply that is plugged in; null when nothing is.</param>
public sealed record PowerOutlet(string UnitId, int Number, string? SupplyId)
{
    public const double RatedAmps = 16;

    /// <summary>Unique in its unit.</summary>
    public string Id => $"outlet-{Number}";

    /// <summary>Unique in the pod.</summary>
    public string PodId => $"{UnitId}-{Id}";

    /// <summary>From 1.</summary>
    public int Branch => ((Number - 1) % PowerDistribution.Branches) + 1;
}
