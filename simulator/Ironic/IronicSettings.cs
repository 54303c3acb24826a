namespace Simulator.Ironic;

/// <summary>How the fake Ironic behaves.</summary>
public sealed record IronicSettings
{
    /// <summary>User of <c>http_basic</c>; null means <c>noauth</c>, which takes anybody.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Base of all links, when clients reach the face by another address than they send as Host.</summary>
    public Uri? PublicEndpoint { get; init; }

    /// <summary>Name of the one conductor; the holder of every lock.</summary>
    public string Host { get; init; } = "ironic-conductor";

    /// <summary>Clean before a node becomes available, unless the node's <c>automated_clean</c> says otherwise.</summary>
    public bool AutomatedClean { get; init; } = true;

    public IronicTimings Timings { get; init; } = new();

    /// <summary>
    /// Makes the transport to BMCs; null takes sockets. Called once per kind of TLS verification; a
    /// <see cref="SocketsHttpHandler"/> is given the verification that the nodes ask for, any other handler is used as it is.
    /// </summary>
    public Func<HttpMessageHandler>? BmcTransport { get; init; }
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
