using ValenceCore.Access;

namespace ValenceCore;

/// <summary>Everything the core can be told. Validated when the host starts; every problem is listed at once.</summary>
public sealed class ValenceCoreOptions
{
    /// <summary>A SQLite connection string (<c>Data Source=valence.db</c>), just a path, or a PostgreSQL connection string
    /// (<c>Host=…;Database=…;Username=…</c>), which any number of replicas share. Default: <c>valence.db</c>.</summary>
    public string Database { get; set; } = "Data Source=valence.db";

    /// <summary>Where the keys that encrypt pod credentials lie. Default: a folder <c>valence-keys</c> beside the database file;
    /// an in-memory database gets keys that die with the process. With PostgreSQL it has no default: all replicas share the folder.</summary>
    public string? KeyDirectory { get; set; }

    /// <summary>Name of this process among the replicas on one database; no two that live at the same time have the same. Default: made of the
    /// machine's name, the process id and chance.</summary>
    public string Replica { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..^24];

    /// <summary>How often a replica says that it lives; one that has been silent for three times as long is taken for dead, and its operations go on
    /// elsewhere. Default 2 s.</summary>
    public TimeSpan ReplicaCheckIn { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many operations one process carries out at the same time; the others wait. Default 64.</summary>
    public int ConcurrentOperations { get; set; } = 64;

    /// <summary>How often every pod manager is asked for its health and read: devices, systems, nodes. Default 30 s; zero switches it off.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A pod manager that does not answer is asked more and more rarely, down to this. Default 5 minutes.</summary>
    public TimeSpan LongestPollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A folder with vendors' drivers, each in a folder of its own; null for the built-in ones only.</summary>
    public string? DriversFolder { get; set; }

    /// <summary>Which pod is asked first where a request names none: <c>first-fit</c> (default), <c>least-waste</c> or <c>spread</c>.</summary>
    public string Placement { get; set; } = "first-fit";

    public IronicOptions Ironic { get; set; } = new();

    public InstanceOptions Instances { get; set; } = new();

    public PassThroughOptions PassThrough { get; set; } = new();

    public DeadlineOptions Deadlines { get; set; } = new();

    public PodLimitOptions PodLimits { get; set; } = new();

    public OperationTimeouts OperationTimeouts { get; set; } = new();

    public AccessOptions Access { get; set; } = new();

    public AuditOptions Audit { get; set; } = new();

    public LimitOptions Limits { get; set; } = new();

    /// <summary>By which an outgoing request that gets no answer is given up. Default: the wall clock, since the network does not follow a simulated
    /// one; a rehearsal that waits for hung requests passes a clock that moves for other reasons only.</summary>
    public TimeProvider RequestClock { get; set; } = TimeProvider.System;

    /// <summary>Where new ids come from. Default: random UUIDs; a rehearsal passes a seeded source.</summary>
    public Func<Guid> NewId { get; set; } = Guid.NewGuid;
}

/// <summary>How long a whole piece of work may take, by the given clock.</summary>
public sealed class DeadlineOptions
{
    /// <summary>Until an assembled node must stand. Default 20 minutes.</summary>
    public TimeSpan Compose { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Until a pod must have taken a node apart (secure erase takes minutes). Default 20 minutes.</summary>
    public TimeSpan Release { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Until a whole operation is given up and undone. Default 1 hour.</summary>
    public TimeSpan Operation { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Until somebody must have taken a stored operation on; it is told as overdue then. Default 1 minute.</summary>
    public TimeSpan Pending { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long undoing is tried again while the other side is away, before the operation needs a person; zero for one attempt. Default
    /// 1 minute.</summary>
    public TimeSpan Revert { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Until Ironic must have verified a node. Default 10 minutes.</summary>
    public TimeSpan Register { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Until Ironic must have inspected, cleaned or undeployed a node. Default 45 minutes.</summary>
    public TimeSpan Provide { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>Until Ironic must have deployed an image. Default 1 hour.</summary>
    public TimeSpan Deploy { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Until an operation on an instance, with all its attempts, is given up and undone. Default 6 hours.</summary>
    public TimeSpan Instance { get; set; } = TimeSpan.FromHours(6);
}

/// <summary>How long one outgoing request may take, by <see cref="ValenceCoreOptions.RequestClock"/>.</summary>
public sealed class OperationTimeouts
{
    /// <summary>Short questions to a pod manager. Default 30 s.</summary>
    public TimeSpan PodRequest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A pod manager that is asked how it is and says nothing for so long counts as offline until it does. Default 10 s.</summary>
    public TimeSpan PodSilence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests a pod manager answers only when the work is done: allocate, attach, delete. Default 10 minutes.</summary>
    public TimeSpan PodLongRequest { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request may still be at work in a pod after the process that sent it has died, by the given clock. Default 6 s.</summary>
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Requests to Ironic. Default 60 s.</summary>
    public TimeSpan IronicRequest { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Pause between two looks at a node that is being assembled, by the given clock. Default 2 s.</summary>
    public TimeSpan AssemblePoll { get; set; } = TimeSpan.FromSeconds(2);
}
