using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>The checked <c>driver_info</c> of a redfish node.</summary>
/// <param name="Address">Scheme, host and port.</param>
/// <param name="SystemPath">Null when the service has one system only.</param>
/// <param name="CaFile">With <paramref name="VerifyCa"/>: certificates to trust instead of the machine's.</param>
internal sealed record RedfishDriverInfo(
    Uri Address, string? SystemPath, string? Username, string? Password, bool VerifyCa, string? CaFile, string AuthType)
{
    private static readonly string[] AuthTypes = ["auto", "basic", "session"];

    public static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["redfish_address"] = "The URL address to the Redfish controller. It must include the authority portion of the URL, and can optionally include the scheme. Required.",
        ["redfish_system_id"] = "The canonical path to the ComputerSystem resource that the driver will interact with. Optional if the service has exactly one system.",
        ["redfish_username"] = "User account with admin/server-profile access privilege.",
        ["redfish_password"] = "User account password.",
        ["redfish_verify_ca"] = "Either a boolean value, or a path to a file of trusted certificates. Defaults to true.",
        ["redfish_auth_type"] = "The way of authentication: auto, basic or session. Defaults to auto.",
    };

    /// <returns>Every problem, or the parsed settings.</returns>
    public static (RedfishDriverInfo? Info, IReadOnlyList<string> Problems) Parse(JsonObject info)
    {
        var problems = new List<string>();
        var notText = Keys.Keys.Where(k => k != "redfish_verify_ca" && info[k] is { } v && v.GetValueKind() != JsonValueKind.String).ToList();
        problems.AddRange(notText.Select(k => $"Invalid value for driver_info/{k}: it must be text."));
        var address = Json.Text(info["redfish_address"]);
        Uri? uri = null;
        if (info["redfish_address"] is null)
        {
            problems.Add("Missing value for driver_info/redfish_address.");
        }
        else if (address is not null && !TryAddress(address, out uri))
        {
            problems.Add($"Invalid Redfish address {address} set in driver_info/redfish_address; expected for example https://bmc.example.org:8443.");
        }

        var path = Json.Text(info["redfish_system_id"]);
        if (path is not null && !path.StartsWith('/'))
        {
            problems.Add($"Invalid value \"{path}\" set in driver_info/redfish_system_id. The value should be a path like /redfish/v1/Systems/1.");
        }

        var authType = Json.Text(info["redfish_auth_type"]) ?? "auto";
        if (!AuthTypes.Contains(authType))
        {
            problems.Add($"Invalid value \"{authType}\" set in driver_info/redfish_auth_type. The value should be one of {string.Join(", ", AuthTypes)}.");
        }

        var (verify, file) = ReadVerify(info["redfish_verify_ca"], problems);
        return problems.Count > 0
            ? (null, problems)
            : (new(uri!, path, Json.Text(info["redfish_username"]), Json.Text(info["redfish_password"]), verify, file, authType), []);
    }

    private static bool TryAddress(string text, out Uri? address)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return Uri.TryCreate(whole, UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.Host.Length > 0;
    }

    private static (bool Verify, string? File) ReadVerify(JsonNode? value, List<string> problems)
    {
        if (value is null)
        {
            return (true, null);
        }

        if (Checks.TryFlag(value, out var flag))
        {
            return (flag, null);
        }

        if (Json.Text(value) is { } path && File.Exists(path))
        {
            return (true, path);
        }

        problems.Add($"Invalid value {JsonReply.Text(value)} set in driver_info/redfish_verify_ca. The value should be either a boolean or the path to a file.");
        return (true, null);
    }
}
