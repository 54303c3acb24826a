using Harness.Conformance.Schemas;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

/// <summary>What the checks look at: the tree that was read, the service itself for a further question, and the schemas.</summary>
public sealed class Subject(ConformanceSettings settings, ServiceReader reader, ServiceTree tree, SchemaFolder? schemas)
{
    public const string NoFolder = "no folder of schemas was given";
    public const string NeedsLogin = "readable only after login";

    public ConformanceSettings Settings { get; } = settings;

    public ServiceReader Reader { get; } = reader;

    public ServiceTree Tree { get; } = tree;

    /// <summary>Null when no folder was given.</summary>
    public SchemaFolder? Schemas { get; } = schemas;

    public SchemaJudge? Judge { get; } = schemas is null ? null : new SchemaJudge(schemas);

    public SchemaWalk? Walk { get; } = schemas is null ? null : new SchemaWalk(schemas);

    public MessageRegistries Registries => field ??= new MessageRegistries(Tree);

    /// <summary>Whether an answer says no more than that nobody is logged in.</summary>
    public bool IsClosed(int status) => status is 401 or 403 && !Reader.IsLoggedIn;

    /// <summary>The first few resources of each type: those that are asked more than a GET.</summary>
    public IReadOnlyList<Resource> Samples =>
    [
        .. Tree.Documents.Where(r => r.Kind != LinkKind.Page)
            .GroupBy(r => r.Type?.Name ?? "", StringComparer.Ordinal)
            .SelectMany(g => g.Take(Settings.ProbesPerType)),
    ];

    /// <summary>The schema of a resource, or why there is none.</summary>
    public (SchemaPlace? Place, string Reason) Locate(Resource resource) =>
        Schemas is null ? (null, NoFolder)
        : resource.Type is not { } type ? (null, "the resource has no type")
        : Schemas.Locate(type) is { } place && Schemas.Definition(place.File, place.Definition) is not null ? (place, "")
        : (null, $"there is no schema for {type.Space}");
}
