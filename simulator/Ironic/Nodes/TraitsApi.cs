using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/traits</c>.</summary>
internal sealed class TraitsApi(Conductor conductor)
{
    private const int Most = 50;

    public IResult List(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error is not null
            ? found.Error
            : JsonReply.Ok(new JsonObject { ["traits"] = new JsonArray([.. found.Value.Traits.Select(t => JsonValue.Create(t))]) });
    }

    public async Task<IResult> ReplaceAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (body["traits"] is not JsonArray given || body.Count > 1)
        {
            return IronicErrors.Schema("traits", ["the body must be {\"traits\": [...]} and nothing else"]);
        }

        var wrong = given.Where(t => Json.Text(t) is not { } name || !Checks.IsTrait(name)).Select(t => t?.ToJsonString() ?? "null").ToList();
        return wrong.Count > 0 ? Invalid(wrong) : Change(found, _ => [.. given.Select(t => Json.Text(t)!)]);
    }

    public IResult Add(HttpContext context, string node, string trait)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        if (!Checks.IsTrait(trait))
        {
            return Invalid([trait]);
        }

        var reply = Change(found.Value, traits => traits.Add(trait));
        return reply is EmptyReply ? EmptyReply.Done with { Location = $"{WireContext.Of(context, conductor.Settings).Base}/v1/nodes/{node}/traits/{trait}" } : reply;
    }

    public IResult RemoveAll(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error ?? Change(found.Value, traits => traits.Clear());
    }

    public IResult Remove(HttpContext context, string node, string trait)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        return found.Value.Traits.Contains(trait)
            ? Change(found.Value, traits => traits.Remove(trait))
            : new IronicError(404, $"Node {found.Value.Uuid} doesn't have a trait '{trait}'");
    }

    private static IronicError Invalid(IEnumerable<string> names) => IronicErrors.Invalid(
        $"A trait is a standard trait (HW_…, COMPUTE_…, STORAGE_…, MISC_…, OWNER_…) or CUSTOM_ followed by A-Z, 0-9 and _, at most 255 characters. Invalid: {string.Join(", ", names)}");

    private IResult Change(IronicNode node, Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change) => (IResult?)conductor.ChangeUnlocked(node, n =>
    {
        var traits = change(n.Traits);
        return traits.Count > Most ? IronicErrors.Invalid($"Error setting traits for node {n.Uuid}: maximum of {Most}, got {traits.Count}") : n with { Traits = traits };
    }) ?? EmptyReply.Done;
}
