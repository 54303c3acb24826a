using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/provision</c>.</summary>
internal sealed class ProvisionApi(Conductor conductor, Provisioning provisioning)
{
    private static readonly Dictionary<string, int> Members = new(StringComparer.Ordinal)
    {
        ["target"] = 1, ["configdrive"] = 1, ["clean_steps"] = 15, ["rescue_password"] = 38, ["deploy_steps"] = 69, ["disable_ramdisk"] = 70,
    };

    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        var version = context.Version();
        if (conductor.Nodes.Find(node, version) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var request = Read(found, body.Value, version);
        if (request.Error is not null)
        {
            return request.Error;
        }

        return provisioning.Start(found, request.Value) is { } refusal
            ? refusal
            : EmptyReply.Accepted($"{WireContext.Of(context, conductor.Settings).Base}/v1/nodes/{node}/states");
    }

    private static Outcome<ProvisionRequest> Read(IronicNode node, JsonObject body, ApiVersion version)
    {
        var unknown = body.Select(m => m.Key).Where(k => !Members.ContainsKey(k)).ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        if (Json.Text(body["target"]) is not { } target)
        {
            return IronicErrors.MissingArgument("target");
        }

        if (!ProvisionVerbs.All.TryGetValue(target, out var verb))
        {
            return IronicErrors.ImpossibleAction(target, node.Uuid, node.ProvisionState);
        }

        if (!version.Has(verb.Since) || body.Any(m => !version.Has(Members[m.Key]))
            || (body["configdrive"] is JsonObject && !version.Has(56))
            || (body["configdrive"] is not null && target == "rebuild" && !version.Has(35)))
        {
            return IronicErrors.NotAcceptable;
        }

        var problems = Problems(body, target).ToList();
        if (problems.Count > 0)
        {
            return IronicErrors.Invalid(string.Join(' ', problems));
        }

        return body["deploy_steps"] is not null
            ? IronicErrors.NotImplemented("PUT", "states/provision with \"deploy_steps\"")
            : new ProvisionRequest(target, verb.Event, body["clean_steps"] as JsonArray, body["configdrive"]);
    }

    private static IEnumerable<string> Problems(JsonObject body, string target)
    {
        if (target == "clean")
        {
            if (body["clean_steps"] is not JsonArray { Count: > 0 } steps)
            {
                yield return "\"clean_steps\" is required when setting target provision state to clean: a list of at least one step.";
            }
            else if (steps.Any(s => Json.Text((s as JsonObject)?["interface"]) is null || Json.Text((s as JsonObject)?["step"]) is null))
            {
                yield return "Each of \"clean_steps\" must be an object with \"interface\" and \"step\" as text.";
            }
        }
        else if (body["clean_steps"] is not null)
        {
            yield return "\"clean_steps\" is only valid when setting target provision state to clean.";
        }

        if (body["configdrive"] is { } drive)
        {
            if (target is not ("active" or "deploy" or "rebuild"))
            {
                yield return "Adding a config drive is only supported when setting provision state to active or rebuild.";
            }
            else if (drive is not JsonObject && drive.GetValueKind() != JsonValueKind.String)
            {
                yield return "\"configdrive\" must be text or an object.";
            }
        }

        if (body["deploy_steps"] is not null && target is not ("active" or "deploy" or "rebuild"))
        {
            yield return "\"deploy_steps\" is only valid when setting target provision state to active or rebuild.";
        }

        if (body["rescue_password"] is not null && target != "rescue")
        {
            yield return "\"rescue_password\" is only valid when setting target provision state to rescue.";
        }

        if (target == "rescue" && string.IsNullOrWhiteSpace(Json.Text(body["rescue_password"])))
        {
            yield return "A non-empty \"rescue_password\" is required when setting target provision state to rescue.";
        }
    }
}
