using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/provision</c>.</summary>
internal sealed class ProvisionApi(Conductor conductor, Provisioning provisioning)
{
    private static readonly Dictionary<string, int> Members = new(StringComparer.Ordinal)
    {
        ["target"] = 1, ["configdrive"] = 1, ["clean_steps"] = 15, ["rescue_password"] = 38, ["deploy_steps"] = 69, ["disable_ramdisk"] = 70,
        ["service_steps"] = 87, ["runbook"] = 92,
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

    private Outcome<ProvisionRequest> Read(IronicNode node, JsonObject body, ApiVersion version)
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

        if (!ProvisionVerbs.All.TryGetValue(target, out var verb) || verb.Since > conductor.Settings.NewestVersion)
        {
            return IronicErrors.ImpossibleAction(target, node.Uuid, node.ProvisionState);
        }

        if (!version.Has(verb.Since) || body.Any(m => !version.Has(Members[m.Key]))
            || (body["configdrive"] is JsonObject && !version.Has(56))
            || (body["configdrive"] is not null && target == "rebuild" && !version.Has(35)))
        {
            return IronicErrors.NotAcceptable;
        }

        var whole = WithRunbook(node, body);
        if (whole.Error is not null)
        {
            return whole.Error;
        }

        body = whole.Value;
        var problems = Problems(body, target).ToList();
        if (problems.Count > 0)
        {
            return IronicErrors.Invalid(string.Join(' ', problems));
        }

        return new ProvisionRequest(target, verb.Event)
        {
            CleanSteps = Steps(body["clean_steps"]),
            DeploySteps = Steps(body["deploy_steps"]),
            ServiceSteps = Steps(body["service_steps"]),
            ConfigDrive = body["configdrive"],
            RescuePassword = Json.Text(body["rescue_password"]),
            IsWithoutRamdisk = Json.Flag(body["disable_ramdisk"]),
        };
    }

    private static IReadOnlyList<NodeStep> Steps(JsonNode? steps) => [.. (steps as JsonArray ?? []).Select(NodeStep.Read)];

    /// <summary>A runbook stands for its steps; the node must have the trait of its name.</summary>
    private Outcome<JsonObject> WithRunbook(IronicNode node, JsonObject body)
    {
        if (body["runbook"] is not { } named)
        {
            return body;
        }

        var target = Json.Text(body["target"]);
        if (target is not ("clean" or "service") || body["clean_steps"] is not null || body["service_steps"] is not null)
        {
            return IronicErrors.Invalid("\"runbook\" is only valid when setting target provision state to clean or service, and instead of steps.");
        }

        if (Json.Text(named) is not { } name || conductor.Runbooks.Find(name) is not { } runbook)
        {
            return IronicErrors.Invalid($"Runbook {named} could not be found.");
        }

        if (!node.Traits.Contains(runbook.Name!))
        {
            return IronicErrors.Invalid($"Node {node.Uuid} may not run the runbook {runbook.Name}: it has no such trait.");
        }

        var whole = body.Without("runbook");
        whole[$"{target}_steps"] = new JsonArray([.. runbook.Steps.OrderBy(s => s!["order"]!.GetValue<int>()).Select(s => s!.AsObject().Without("order").DeepClone())]);
        whole["disable_ramdisk"] = runbook.DisableRamdisk;
        return whole;
    }

    private static IEnumerable<string> Problems(JsonObject body, string target)
    {
        if (target == "clean")
        {
            if (body["clean_steps"] is not JsonArray { Count: > 0 })
            {
                yield return "\"clean_steps\" is required when setting target provision state to clean";
            }
            else
            {
                foreach (var problem in StepChecks.InRequest("clean_steps", body["clean_steps"]))
                {
                    yield return problem;
                }
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
        else if (body["deploy_steps"] is { } deploy)
        {
            foreach (var problem in StepChecks.InRequest("deploy_steps", deploy))
            {
                yield return problem;
            }
        }

        if (target == "service" ? body["service_steps"] is null : body["service_steps"] is not null)
        {
            yield return "\"service_steps\" is required when setting target provision state to service, and only valid then.";
        }
        else if (body["service_steps"] is { } service)
        {
            foreach (var problem in StepChecks.InRequest("service_steps", service))
            {
                yield return problem;
            }
        }

        if (Checks.Flag(body["disable_ramdisk"]) is { } flag)
        {
            yield return $"disable_ramdisk: {flag}.";
        }
        else if (body["disable_ramdisk"] is not null && target is not ("clean" or "service"))
        {
            yield return "\"disable_ramdisk\" is only valid when setting target provision state to clean.";
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
