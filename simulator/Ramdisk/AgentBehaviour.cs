namespace Simulator.Ramdisk;

/// <summary>How the agents of a rack behave: data that a file can replace (see <see cref="AgentFile"/>). Times are simulated seconds.</summary>
public sealed record AgentBehaviour
{
    /// <summary>Told with each heartbeat.</summary>
    public string Version { get; init; } = "9.4.0";

    /// <summary>From the start of the ramdisk until it looks its node up.</summary>
    public double BootSeconds { get; init; } = 5;

    /// <summary>Between two lookups, when nobody waits for the machine.</summary>
    public double LookupRetrySeconds { get; init; } = 10;

    /// <summary>So many lookups; then the machine boots on from its disk.</summary>
    public int LookupAttempts { get; init; } = 3;

    /// <summary>Between two heartbeats of an agent that has nothing to do.</summary>
    public double HeartbeatSeconds { get; init; } = 60;

    /// <summary>Of a command that is no step.</summary>
    public double CommandSeconds { get; init; } = 3;

    public IReadOnlyList<AgentStep> CleanSteps { get; init; } =
    [
        new("deploy", "erase_devices_metadata", 10, 20) { Abortable = true },
        new("deploy", "erase_devices", 0, 60) { Abortable = true },
    ];

    public IReadOnlyList<AgentStep> DeploySteps { get; init; } = [new("deploy", "write_image", 0, 30)];

    public IReadOnlyList<AgentStep> ServiceSteps { get; init; } = [new("deploy", "burnin_cpu", 0, 30)];

    /// <summary>The steps of <c>clean</c>, <c>deploy</c> or <c>service</c>.</summary>
    public IReadOnlyList<AgentStep> Steps(string part) => part switch
    {
        "clean" => CleanSteps,
        "deploy" => DeploySteps,
        _ => ServiceSteps,
    };
}

/// <summary>A step that an agent offers.</summary>
/// <param name="Interface">Whose it is: <c>deploy</c>, <c>raid</c> …</param>
/// <param name="Priority">0 is not done unless asked for.</param>
/// <param name="Seconds">What it takes.</param>
public sealed record AgentStep(string Interface, string Step, int Priority, double Seconds)
{
    public bool Abortable { get; init; }

    public bool RebootRequested { get; init; }

    /// <summary>The step fails and says this; null for one that works.</summary>
    public string? Fail { get; init; }
}
