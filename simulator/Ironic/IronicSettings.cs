namespace Simulator.Ironic;

/// <summary>How the fake Ironic behaves.</summary>
public sealed record IronicSettings
{
    public IronicAuth Auth { get; init; } = IronicAuth.None;

    /// <summary>User of <c>http_basic</c>, or administrator of the minimal Keystone.</summary>
    public string Username { get; init; } = "admin";

    public string Password { get; init; } = "";

    /// <summary>Base of all links, when clients reach the face by another address than they send as Host.</summary>
    public Uri? PublicEndpoint { get; init; }

    /// <summary>Name of the one conductor; the holder of every lock.</summary>
    public string Host { get; init; } = "ironic-conductor";

    /// <summary>Clean before a node becomes available, unless the node's <c>automated_clean</c> says otherwise.</summary>
    public bool AutomatedClean { get; init; } = true;

    /// <summary>The newest microversion, as its minor: 82 is Ironic 21.4; up to <see cref="LargestVersion"/>.</summary>
    public int NewestVersion { get; init; } = 82;

    /// <summary>The newest microversion that is implemented.</summary>
    public const int LargestVersion = 95;

    /// <summary>
    /// True: machines that boot the deploy ramdisk run an agent that calls back, and it does the work (section 8 of the contract). False: what a
    /// ramdisk would do is a time.
    /// </summary>
    public bool HasAgents { get; init; }

    /// <summary>The Valence API that the hardware type <c>valence</c> asks where a node names none; null, or null for now, for none.</summary>
    public Func<Uri?>? ValenceApi { get; init; }

    /// <summary>Where boot images of nodes are said to lie, for nodes that name none.</summary>
    public string ImageBase { get; init; } = "http://127.0.0.1/ironic-images";

    /// <summary>How often a request looks again whether a locked node is free, before it answers 409. Default 3, as real Ironic.</summary>
    public int NodeLockedRetries { get; init; } = 3;

    public IronicTimings Timings { get; init; } = new();

    /// <summary>
    /// Makes the transport to BMCs; null takes sockets. Called once per kind of TLS verification; a
    /// <see cref="SocketsHttpHandler"/> is given the verification that the nodes ask for, any other handler is used as it is.
    /// </summary>
    public Func<HttpMessageHandler>? BmcTransport { get; init; }
}

/// <summary>How clients say who they are.</summary>
public enum IronicAuth
{
    /// <summary><c>noauth</c>: takes anybody.</summary>
    None,

    HttpBasic,

    /// <summary>Tokens of the minimal Keystone v3 that the face serves below <c>/identity/v3</c>.</summary>
    Keystone,
}

/// <summary>How long things take, in simulated time.</summary>
public sealed record IronicTimings
{
    /// <summary>In <c>verifying</c>, before the BMC is asked. Default none.</summary>
    public TimeSpan Verifying { get; init; } = TimeSpan.Zero;

    /// <summary>In <c>clean wait</c>: what the ramdisk takes. Default 20 s.</summary>
    public TimeSpan Cleaning { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>In <c>wait call-back</c>: what the ramdisk takes to write the image. Default 30 s.</summary>
    public TimeSpan Deploying { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>In <c>rescue wait</c>, where no agent calls back. Default 20 s.</summary>
    public TimeSpan Rescuing { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the next word of an agent is waited for. Default 30 min, as real Ironic.</summary>
    public TimeSpan CallBackTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What the step <c>wait</c> takes when it says no time. Default 60 s.</summary>
    public TimeSpan Waiting { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Finding a node for an allocation. Default none.</summary>
    public TimeSpan Allocating { get; init; } = TimeSpan.Zero;

    /// <summary>What a vendor method takes that is not waited for. Default 2 s.</summary>
    public TimeSpan VendorMethod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at a locked node. Default 1 s, as real Ironic.</summary>
    public TimeSpan NodeLockedRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at a system that changes its power. Default 1 s, as real Ironic.</summary>
    public TimeSpan PowerPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a power change may take. Default 60 s, as real Ironic.</summary>
    public TimeSpan PowerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two rounds in which all nodes' power is read. Default 60 s, as real Ironic.</summary>
    public TimeSpan PowerSync { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one answer of a BMC is waited for. Default 60 s.</summary>
    public TimeSpan BmcTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Before a read that a BMC answered with 5xx is repeated. Default 3 s, as real Ironic.</summary>
    public TimeSpan BmcRetryDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often such a read is repeated. Default 10, as real Ironic.</summary>
    public int BmcRetries { get; init; } = 10;
}
