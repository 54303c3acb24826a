using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/v1/lookup</c> and <c>/v1/heartbeat</c> (1.22): what a ramdisk asks and tells. Needs no authentication.</summary>
internal sealed class AgentApi(Conductor conductor)
{
    /// <summary>Key of <c>driver_internal_info</c>; its value is never shown.</summary>
    public const string TokenKey = "agent_secret_token";

    public const string UrlKey = "agent_url";

    private const int HeartbeatTimeout = 300;

    // Only then a ramdisk is expected (ramdisk side, section 8 of the contract).
    private static readonly string[] Expecting =
    [
        ProvisionState.Deploying, ProvisionState.WaitCallBack, ProvisionState.Cleaning, ProvisionState.CleanWait, ProvisionState.Inspecting,
        ProvisionState.InspectWait, ProvisionState.Rescuing, ProvisionState.RescueWait, ProvisionState.Servicing, ProvisionState.ServiceWait,
        ProvisionState.DeployHold, ProvisionState.CleanHold, ProvisionState.ServiceHold,
    ];

    private static readonly Dictionary<string, int> LookupArguments = new(StringComparer.Ordinal) { ["addresses"] = 22, ["node_uuid"] = 22 };

    private static readonly Dictionary<string, int> HeartbeatMembers = new(StringComparer.Ordinal)
    {
        ["callback_url"] = 22, ["agent_version"] = 36, ["agent_token"] = 62, ["agent_verify_ca"] = 68, ["agent_status"] = 72, ["agent_status_message"] = 72,
    };

    private static readonly string[] NodeMembers = ["uuid", "properties", "instance_info", "driver_internal_info", "links"];

    public IResult Lookup(HttpContext context)
    {
        var query = QueryArguments.Read(context, LookupArguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var (addresses, uuid) = (query.Value.Text("addresses"), query.Value.Text("node_uuid"));
        if (string.IsNullOrEmpty(addresses) && string.IsNullOrEmpty(uuid))
        {
            return IronicErrors.Invalid("Either addresses or node_uuid must be given to look a node up.");
        }

        var macs = (addresses ?? "").ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var node = uuid is not null
            ? conductor.Nodes.ByUuid(uuid)
            : conductor.Ports.All().Where(p => macs.Contains(p.Address)).Select(p => p.NodeUuid).Distinct().ToList() is [var only] ? conductor.Nodes.ByUuid(only) : null;
        return node is not null && Expecting.Contains(node.ProvisionState)
            ? Answer(WireContext.Of(context, conductor.Settings), node)
            : new IronicError(404, "The requested node was not found, or waits for no ramdisk.");
    }

    public async Task<IResult> HeartbeatAsync(HttpContext context, string node)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (body.Value.Select(m => m.Key).Where(k => !HeartbeatMembers.ContainsKey(k)).ToList() is { Count: > 0 } unknown)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        if (body.Value.Any(m => !context.Version().Has(HeartbeatMembers[m.Key])))
        {
            return IronicErrors.NotAcceptable;
        }

        if (Json.Text(body.Value["callback_url"]) is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            return IronicErrors.MissingArgument("callback_url");
        }

        var noted = conductor.Nodes.Find(node, context.Version()) is { } found
            ? conductor.Nodes.Change(found.Uuid, n => Json.Text(n.DriverInternalInfo[TokenKey]) is not { } token || Json.Text(body.Value["agent_token"]) != token
                ? IronicErrors.Invalid($"The agent_token of the heartbeat for node {n.Uuid} is missing or wrong.")
                : n with { DriverInternalInfo = Noted(n.DriverInternalInfo, url, body.Value) })
            : IronicErrors.NotFound("Node", node);
        if (noted.Error is not null)
        {
            return noted.Error;
        }

        conductor.Heartbeats.Came(noted.Value.Uuid);
        return EmptyReply.Accepted();
    }

    /// <summary>The token is given out once; whoever asks again is told that there is one.</summary>
    private IResult Answer(WireContext wire, IronicNode node)
    {
        var token = Secrets.Mask;
        var noted = conductor.Nodes.Change(node.Uuid, n =>
        {
            if (n.DriverInternalInfo.ContainsKey(TokenKey))
            {
                return n;
            }

            // A secret, so not drawn from the seed.
            token = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(24));
            return n with { DriverInternalInfo = n.DriverInternalInfo.With(TokenKey, token) };
        });
        return noted.Error is not null ? noted.Error : JsonReply.Ok(new JsonObject
        {
            ["node"] = NodeFields.Table.WriteChosen(noted.Value, wire with { Version = ApiVersion.Largest }, NodeMembers),
            ["config"] = new JsonObject
            {
                ["heartbeat_timeout"] = HeartbeatTimeout,
                ["agent_token"] = token,
                ["agent_token_required"] = true,
                ["agent_md5_checksum_enable"] = false,
                ["metrics"] = new JsonObject { ["backend"] = "noop" },
                ["metrics_statsd"] = new JsonObject(),
            },
        });
    }

    private JsonObject Noted(JsonObject info, string url, JsonObject body) => info
        .With(UrlKey, url.TrimEnd('/'))
        .With("agent_version", Json.Text(body["agent_version"]) ?? "3.0.0")
        .With("agent_last_heartbeat", Json.Time(conductor.World.Clock.GetUtcNow()));
}
