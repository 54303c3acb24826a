namespace Simulator.Work;

/// <summary>What becomes of the power of a system when its node is given back. Pod managers differ in it.</summary>
public enum PowerAtRelease
{
    /// <summary>Off at once, whatever it was.</summary>
    Off,

    /// <summary>Its operating system is asked (Intel RSD 1.2).</summary>
    Graceful,

    /// <summary>Off if the node stood (Intel RSD 2.1, 2.2).</summary>
    OffIfAssembled,

    /// <summary>It runs on (Intel RSD 2.4, unless configured otherwise).</summary>
    Left,
}
