using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Flavors;

/// <summary>Named requirements. <c>Properties</c> is kept as it was sent and was valid when it was stored.</summary>
internal sealed record Flavor(string Uuid, string Name, string? Description, JsonObject Properties, long CreatedAt, long UpdatedAt)
{
    /// <summary>One of <see cref="ComposePolicies"/>; null where nobody has said.</summary>
    public string? Compose { get; init; }

    /// <summary>Ironic's resource class, which a pre-set server has and a composed one gets; null for any.</summary>
    public string? ResourceClass { get; init; }

    /// <summary>Ironic's traits, which a pre-set server has and a composed one gets.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>Who asks for a class or traits means a server that is there already, unless he says otherwise.</summary>
    public string EffectiveCompose => Compose ?? (ResourceClass is null && Traits.Count == 0 ? ComposePolicies.Always : ComposePolicies.Never);
}

/// <summary>Where the machine of an instance comes from.</summary>
internal static class ComposePolicies
{
    public const string Always = "always";
    public const string Never = "never";

    /// <summary>A pre-set server, or when none is to be had a composed one.</summary>
    public const string OnDemand = "on-demand";

    public static readonly IReadOnlyList<string> All = [Always, Never, OnDemand];
}

/// <summary>A checked request to make or change a flavor; null means "not given".</summary>
internal sealed record FlavorRequest(
    string? Name, string? Description, JsonObject? Properties, string? Compose, string? ResourceClass, IReadOnlyList<string>? Traits)
{
    public static Outcome<FlavorRequest> ForCreate(JsonObject body) => Read(body, uuid: null);

    public static Outcome<FlavorRequest> ForChange(JsonObject body, string uuid) => Read(body, uuid);

    private static Outcome<FlavorRequest> Read(JsonObject body, string? uuid)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        if (uuid is null)
        {
            fields.AllowOnly("name", "description", "properties", "compose", "resource_class", "traits");
        }
        else
        {
            fields.AllowOnly("name", "description", "properties", "compose", "resource_class", "traits", "uuid");
            if (fields.Text("uuid") is { } sent && sent != uuid)
            {
                fields.Problem("uuid", "cannot be changed");
            }
        }

        var isCreate = uuid is null;
        var request = new FlavorRequest(
            fields.Text("name", isCreate), fields.Text("description"), fields.Raw("properties"), fields.OneOf("compose", ComposePolicies.All),
            fields.Text("resource_class"), fields.Has("traits") ? fields.Texts("traits") : null);
        var isPreSet = request.ResourceClass is not null || request.Traits is { Count: > 0 };
        if (request.Name is { Length: 0 })
        {
            fields.Problem("name", "must not be empty");
        }

        if (fields.Object("properties", isCreate && !isPreSet) is { } properties)
        {
            RequirementsReader.Read(properties);
        }

        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }
}
