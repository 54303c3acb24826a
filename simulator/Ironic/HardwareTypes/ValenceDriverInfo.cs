using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>The checked <c>driver_info</c> of a valence node: which Valence API, as whom, and which of its nodes.</summary>
/// <param name="Api">Root of the Valence API.</param>
/// <param name="NodeUuid">Null where a method of the driver asks, which concerns no node.</param>
internal sealed record ValenceDriverInfo(Uri Api, string? NodeUuid, string? Username, string? Password, string? Token, bool VerifyCa, string? CaFile)
{
    public static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["valence_node"] = "UUID of the node in Valence. Required.",
        ["valence_api_url"] = "Root of the Valence API. Required where the conductor is not set up with one.",
        ["valence_username"] = "Name at a Valence API in mode http_basic. Optional.",
        ["valence_password"] = "Password of that name. Optional.",
        ["valence_auth_token"] = "Token at a Valence API in mode token. Optional.",
        ["valence_verify_ca"] = "true, false, or the path of a file of trusted certificates. Optional.",
    };

    /// <param name="info">Of a node.</param>
    /// <param name="configured">The address that the conductor is set up with.</param>
    /// <param name="needsNode">False for methods of the driver.</param>
    /// <returns>Every problem, or the parsed settings.</returns>
    public static (ValenceDriverInfo? Info, IReadOnlyList<string> Problems) Parse(JsonObject info, Uri? configured, bool needsNode)
    {
        var problems = new List<string>();
        problems.AddRange(Keys.Keys.Where(k => k != "valence_verify_ca" && info[k] is { } v && v.GetValueKind() != JsonValueKind.String)
            .Select(k => $"Invalid value for driver_info/{k}: it must be text."));
        var api = configured;
        if (Json.Text(info["valence_api_url"]) is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out api) || api.Scheme is not ("http" or "https")))
        {
            problems.Add("driver_info/valence_api_url is not an http or https URL.");
        }
        else if (api is null)
        {
            problems.Add("driver_info/valence_api_url is missing, and the conductor is not set up with one.");
        }

        var node = Json.Text(info["valence_node"]);
        if (needsNode && (node is null || !Checks.IsUuid(node)))
        {
            problems.Add(node is null ? "driver_info/valence_node is missing: the UUID of the node in Valence." : $"driver_info/valence_node is not a UUID: {node}.");
        }

        var (user, password, token) = (Json.Text(info["valence_username"]), Json.Text(info["valence_password"]), Json.Text(info["valence_auth_token"]));
        if (user is null != password is null)
        {
            problems.Add("driver_info/valence_username and driver_info/valence_password go together.");
        }

        var verify = info["valence_verify_ca"];
        var isFlag = Checks.TryFlag(verify, out var flag);
        if (verify is not null && !isFlag && !File.Exists(Json.Text(verify)))
        {
            problems.Add("driver_info/valence_verify_ca is neither true nor false nor a file.");
        }

        return problems.Count > 0
            ? (null, problems)
            : (new(api!, node, user, password, token, verify is null || !isFlag || flag, isFlag ? null : Json.Text(verify)), []);
    }
}
