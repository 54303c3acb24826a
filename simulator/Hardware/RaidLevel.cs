namespace Simulator.Hardware;

/// <summary>Swordfish <c>RAIDType</c>, by its spelling, as far as a controller here offers it.</summary>
public enum RaidLevel
{
    RAID0,
    RAID1,
    RAID5,
    RAID10,
}

/// <summary>What a RAID level asks of its drives and makes of their capacity.</summary>
public static class RaidLevels
{
    /// <summary>Why that many drives do not make the level; null when they do.</summary>
    public static string? Objection(this RaidLevel level, int drives) => level switch
    {
        RaidLevel.RAID0 when drives < 1 => "at least 1 drive",
        RaidLevel.RAID1 when drives != 2 => "exactly 2 drives",
        RaidLevel.RAID5 when drives < 3 => "at least 3 drives",
        RaidLevel.RAID10 when drives < 4 || drives % 2 != 0 => "an even number of drives, at least 4",
        _ => null,
    };

    /// <summary>Of the drives, each counts as much as the smallest.</summary>
    public static long Usable(this RaidLevel level, int drives, long smallestBytes) => smallestBytes * level switch
    {
        RaidLevel.RAID0 => drives,
        RaidLevel.RAID1 => 1,
        RaidLevel.RAID5 => drives - 1,
        _ => drives / 2,
    };
}
