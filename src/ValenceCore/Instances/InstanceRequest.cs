using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Instances;

/// <summary>A checked <c>POST /v1/instances</c>.</summary>
/// <param name="Vifs">Ids of what Ironic is to attach to the machine's ports, e.g. ports of Neutron.</param>
/// <param name="Count">How many are wanted.</param>
/// <param name="AtLeast">With fewer than that all of them are undone.</param>
internal sealed record InstanceRequest(
    string Name, string? Description, string FlavorId, InstanceImage Image, IReadOnlyList<string> Vifs, string? PublicKey, string? UserData, JsonObject Metadata,
    string? Zone, int Count, int AtLeast)
{
    public const int MostAtOnce = 1000;

    internal static readonly string[] Policies = ["all-or-nothing", "best-effort"];

    /// <summary>Whether the answer is a list.</summary>
    public bool IsBatch { get; private init; }

    public static Outcome<InstanceRequest> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly(
            "name", "description", "flavor_id", "image", "networks", "public_key", "user_data", "metadata", "availability_zone", "min_count", "max_count", "policy");
        var min = fields.Count("min_count");
        var max = fields.Count("max_count");
        var policy = fields.OneOf("policy", Policies);
        var count = max ?? min ?? 1;
        if (min > max)
        {
            fields.Problem("min_count", "must not be more than max_count");
        }

        if (count > MostAtOnce)
        {
            fields.Problem(max is null ? "min_count" : "max_count", $"at most {MostAtOnce} are made with one request");
        }

        if (policy == Policies[0] && min is not null && max is not null && min != max)
        {
            fields.Problem("policy", "all-or-nothing means min_count and max_count are equal");
        }

        var request = new InstanceRequest(
            fields.Text("name", isRequired: true) ?? "", fields.Text("description"), fields.Text("flavor_id", isRequired: true) ?? "",
            InstanceImage.Read(fields, isRequired: true) ?? new InstanceImage(null, null, null, null, null, null), VifsOf(fields), fields.Text("public_key"),
            fields.Text("user_data"), MetadataOf(fields), fields.Text("availability_zone"), count, AtLeastOf(policy, min, count))
        {
            IsBatch = min is not null || max is not null,
        };
        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }

    /// <summary>As min_count says, which is 1 unless all or nothing is wanted (valence-api 6.3).</summary>
    private static int AtLeastOf(string? policy, int? min, int count) => policy == Policies[0] ? count : min ?? 1;

    private static IReadOnlyList<string> VifsOf(RequestFields body)
    {
        var vifs = new List<string>();
        foreach (var network in body.Objects("networks"))
        {
            network.AllowOnly("port_id");
            if (network.Text("port_id", isRequired: true) is { } vif)
            {
                vifs.Add(vif);
            }
        }

        if (vifs.Distinct(StringComparer.Ordinal).Count() != vifs.Count)
        {
            body.Problem("networks", "names a port twice");
        }

        return vifs;
    }

    internal static JsonObject MetadataOf(RequestFields body)
    {
        if (body.Object("metadata") is null || body.Raw("metadata") is not { } metadata)
        {
            return [];
        }

        foreach (var (key, value) in metadata.Where(pair => pair.Value is not JsonValue text || !text.TryGetValue<string>(out _)))
        {
            body.Problem("metadata", $"'{key}' must be a string, not {value?.GetValueKind().ToString() ?? "null"}");
        }

        return (JsonObject)metadata.DeepClone();
    }
}

/// <summary>A checked <c>PATCH /v1/instances/{uuid}</c>; null means "not given".</summary>
internal sealed record InstanceChange(string? Name, string? Description, JsonObject? Metadata, bool? Locked)
{
    public static Outcome<InstanceChange> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly("name", "description", "metadata", "locked");
        var name = fields.Text("name");
        if (name is { Length: 0 })
        {
            fields.Problem("name", "must not be empty");
        }

        var change = new InstanceChange(name, fields.Text("description"), fields.Has("metadata") ? InstanceRequest.MetadataOf(fields) : null, fields.Flag("locked"));
        return problems.Count > 0 ? Failure.Invalid(problems) : change;
    }
}

/// <summary>A checked <c>POST /v1/instances/{uuid}/action</c>: exactly one verb.</summary>
internal abstract record InstanceAction
{
    public static Outcome<InstanceAction> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly("power", "rebuild");
        if (body.Count != 1)
        {
            return Failure.Invalid([.. problems, $"exactly one of power, rebuild is needed, {body.Count} given"]);
        }

        InstanceAction? action = null;
        if (fields.Has("power") && fields.OneOf("power", [.. InstanceStates.PowerVerbs.Keys], isRequired: true) is { } verb)
        {
            action = new Power(verb);
        }
        else if (fields.Object("rebuild", isRequired: fields.Has("rebuild")) is { } inner)
        {
            inner.AllowOnly("image");
            action = new Rebuild(InstanceImage.Read(inner, isRequired: false));
        }

        return problems.Count > 0 || action is null ? Failure.Invalid(problems) : Outcome<InstanceAction>.Of(action);
    }

    internal sealed record Power(string Verb) : InstanceAction;

    /// <param name="Image">Null for the one that it has.</param>
    internal sealed record Rebuild(InstanceImage? Image) : InstanceAction;
}
