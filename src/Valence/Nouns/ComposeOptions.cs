using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary>What a node is composed of and where; <c>explain</c> takes the same.</summary>
internal sealed class ComposeOptions
{
    private readonly Option<string?> pod = new("--pod") { Description = "Name or uuid of a pod manager; may be left out when there is one only." };
    private readonly Option<string?> flavor = new("--flavor") { Description = "Name or uuid of a flavor, in place of single requirements." };
    private readonly Option<string?> description = new("--description") { Description = "Free text." };
    private readonly Option<string?> placement = new("--placement") { Description = "Which pod is asked first: first-fit, least-waste or spread. Default: as the service is set." };
    private readonly RequirementOptions requirements = new();

    public Command AddTo(Command command)
    {
        command.Add(pod);
        command.Add(flavor);
        command.Add(description);
        command.Add(placement);
        return requirements.AddTo(command);
    }

    /// <summary>A compose body but for the name.</summary>
    public async Task<JsonObject> ReadAsync(Call call)
    {
        var properties = requirements.Read(call);
        if (call.Has(flavor) && properties is not null)
        {
            throw CommandFailure.Usage("--flavor: holds all requirements; leave the single ones out.");
        }

        var body = new JsonObject();
        Bodies.Put(body, "description", call.Of(description));
        Bodies.Put(body, "podm_id", call.Of(pod) is { } given ? await call.PodAsync(given) : null);
        Bodies.Put(body, "flavor_id", call.Of(flavor) is { } named ? await call.FlavorAsync(named) : null);
        Bodies.Put(body, "properties", properties);
        Bodies.Put(body, "placement", call.Of(placement));
        return body;
    }
}
