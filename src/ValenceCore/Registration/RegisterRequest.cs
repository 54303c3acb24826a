using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Registration;

/// <summary>A checked <c>POST /v1/nodes/{uuid}/register</c>: <c>manage</c>, <c>inspect</c>, <c>provide</c>, <c>ports</c> and <c>traits</c> are ours,
/// everything else goes to Ironic (valence-api 1.8).</summary>
internal sealed record RegisterRequest(bool Manage, bool Inspect, bool Provide, JsonObject Fields)
{
    private static readonly Regex MacAddress = new("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>What the driver of the node leaves to the caller, and is missing or wrong, all at once (D-15); null when all is there. Where the
    /// driver leaves nothing to the caller, every field is Ironic's affair.</summary>
    public Failure? Missing(InspectedNode node)
    {
        if (node.Access is not { } access)
        {
            return null;
        }

        var problems = new List<string>();
        if (access.NeedsDriverInfo && Fields["driver_info"] is null)
        {
            problems.Add($"driver_info: is required, since only the caller knows how Ironic reaches this machine (driver '{access.Driver}' unless 'driver' says otherwise)");
        }

        switch (Fields[RegistrationKeys.Mac])
        {
            case null when node.NeedsMac:
                problems.Add("mac: is required, since the pod does not show the network interfaces of this machine; it becomes the port in Ironic");
                break;
            case null:
                break;
            case JsonValue given when given.TryGetValue<string>(out var mac) && MacAddress.IsMatch(mac):
                break;
            default:
                problems.Add("mac: must be a text such as 00:1a:2b:3c:4d:5e");
                break;
        }

        return problems.Count > 0 ? Failure.Invalid(problems) : null;
    }

    public static Outcome<RegisterRequest> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        var manage = fields.Flag(RegistrationKeys.Manage) ?? true;
        var inspect = fields.Flag(RegistrationKeys.Inspect) ?? false;
        var provide = fields.Flag(RegistrationKeys.Provide) ?? false;
        if (!manage && (inspect || provide))
        {
            fields.Problem(RegistrationKeys.Manage, "must not be false when inspect or provide is wanted; Ironic does both only with what it manages");
        }

        CheckPorts(body, problems);
        CheckTraits(body, problems);
        fields.Text("driver");
        foreach (var name in (string[])["driver_info", "properties", "extra"])
        {
            fields.Object(name);
        }

        if (fields.Has("uuid"))
        {
            fields.Problem("uuid", "is chosen by this service");
        }

        if (problems.Count > 0)
        {
            return Failure.Invalid(problems);
        }

        var forIronic = (JsonObject)body.DeepClone();
        foreach (var ours in (string[])[RegistrationKeys.Manage, RegistrationKeys.Inspect, RegistrationKeys.Provide])
        {
            forIronic.Remove(ours);
        }

        foreach (var empty in forIronic.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            forIronic.Remove(empty);
        }

        return new RegisterRequest(manage, inspect, provide, forIronic);
    }

    private static void CheckPorts(JsonObject body, List<string> problems)
    {
        if (body[RegistrationKeys.Ports] is not { } given)
        {
            return;
        }

        if (given is not JsonArray ports)
        {
            problems.Add("ports: must be a list of objects with an address, such as [{\"address\": \"00:1a:2b:3c:4d:5e\", \"pxe_enabled\": false}]");
            return;
        }

        for (var index = 0; index < ports.Count; index++)
        {
            if (ports[index] is not JsonObject port || port["address"] is not JsonValue value || !value.TryGetValue<string>(out var mac) || !MacAddress.IsMatch(mac))
            {
                problems.Add($"ports[{index}].address: must be a text such as 00:1a:2b:3c:4d:5e");
            }
            else if (port["extra"] is not (null or JsonObject))
            {
                problems.Add($"ports[{index}].extra: must be an object");
            }
        }
    }

    private static void CheckTraits(JsonObject body, List<string> problems)
    {
        if (body["traits"] is { } given
            && (given is not JsonArray traits || traits.Any(one => one is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length == 0)))
        {
            problems.Add("traits: must be a list of texts such as CUSTOM_GPU");
        }
    }
}
