using System.Text.Json;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/power</c>.</summary>
internal sealed class PowerApi(Conductor conductor, PowerActions actions)
{
    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        if (conductor.Nodes.Find(node, context.Version()) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var unknown = body.Value.Select(m => m.Key).Where(k => k is not ("target" or "timeout")).ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        if (Json.Text(body.Value["target"]) is not { } target)
        {
            return IronicErrors.MissingArgument("target");
        }

        if (!PowerTarget.Since.TryGetValue(target, out var since))
        {
            return IronicErrors.Invalid($"The requested power state {target} is not one of: {string.Join(", ", PowerTarget.Since.Keys)}.");
        }

        var timeout = body.Value["timeout"];
        if (!context.Version().Has(since) || (timeout is not null && !context.Version().Has(27)))
        {
            return IronicErrors.NotAcceptable;
        }

        var seconds = 0;
        if (timeout is not null && (timeout.GetValueKind() != JsonValueKind.Number || !timeout.AsValue().TryGetValue<int>(out seconds) || seconds < 1))
        {
            return IronicErrors.Invalid("timeout has to be positive integer");
        }

        return actions.Start(found, target, timeout is null ? null : TimeSpan.FromSeconds(seconds)) is { } refusal
            ? refusal
            : EmptyReply.Accepted($"{WireContext.Of(context, conductor.Settings).Base}/v1/nodes/{node}/states");
    }
}
