using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers;

/// <summary>Which driver is tried, on what, and how far.</summary>
public sealed record DriverCheckSettings
{
    public required IPodDriverFactory Factory { get; init; }

    /// <summary>The pod manager's address.</summary>
    public required Uri Url { get; init; }

    /// <summary>Null where the pod is open to everybody; promises about credentials are then not judged.</summary>
    public string? User { get; init; }

    public string Password { get; init; } = "";

    /// <summary>How its certificate is checked.</summary>
    public Trust Trust { get; init; } = Trust.Machine;

    /// <summary>Leaves out every promise that changes something.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Judges these capabilities only; empty judges all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>A node or spare system that power, boot and devices may be tried on, by its id in the pod; null composes one.</summary>
    public string? Node { get; init; }

    /// <summary>False leaves out logging in with a wrong password: some BMCs lock an account after a few.</summary>
    public bool WrongPassword { get; init; } = true;

    /// <summary>How many systems there are; null: not known.</summary>
    public int? Systems { get; init; }

    /// <summary>How many pooled devices there are; null: not known.</summary>
    public int? Devices { get; init; }

    /// <summary>What composed nodes are to have.</summary>
    public Requirements Wish { get; init; } = Requirements.Anything;

    /// <summary>How long hardware may take for one thing. Default 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause between two looks. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a driver may need to stop when it is cancelled. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A slower answer is told as a deviation. Default 5 s.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What makes the markers of one run; two runs at once need two.</summary>
    public string Run { get; init; } = Guid.NewGuid().ToString("N")[..12];

    public override string ToString() => $"DriverCheckSettings {{ Driver = {Factory.Name}, Url = {Url}, User = {User} }}";
}
