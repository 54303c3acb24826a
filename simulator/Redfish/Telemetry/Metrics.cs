using System.Collections.Immutable;
using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>What a wildcard in a <see cref="MetricPointer"/> stands for: these ids, or with <c>*</c> whatever there is.</summary>
internal sealed record MetricWildcard(string Name, IReadOnlyList<string> Values)
{
    public const string Anything = "*";
}

/// <summary>Pointers with what their wildcards stand for, and a name for what they find.</summary>
/// <param name="MetricId">Null when it has none.</param>
internal sealed record MetricSelection(string? MetricId, IReadOnlyList<MetricPointer> Pointers);

/// <summary>One value, as it was found.</summary>
internal sealed record MetricSample(string? MetricId, string Property, JsonElement Value)
{
    /// <summary>As a report tells it: always a text.</summary>
    public string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : Value.GetRawText();
}

/// <summary>Reads metrics out of the resources of this service, as a client would see them now.</summary>
internal sealed class Metrics(Func<string, Representation?> read)
{
    /// <summary>Values of all that the selections lead to; what is not there, or has no value now, is left out.</summary>
    public IReadOnlyList<MetricSample> Collect(IEnumerable<MetricSelection> selections, IReadOnlyList<MetricWildcard> wildcards) =>
    [
        .. from selection in selections
           from pointer in selection.Pointers
           from at in Expand(pointer, wildcards)
           let value = Find(at)
           where value is { ValueKind: not JsonValueKind.Null }
           select new MetricSample(selection.MetricId, at.ToString(), value.Value),
    ];

    /// <summary>The value; null when there is no such resource or property.</summary>
    public JsonElement? Find(MetricPointer pointer) => Resource(pointer.Path) is { } resource ? pointer.In(resource) : null;

    /// <summary>Every pointer that one with wildcards stands for.</summary>
    public IEnumerable<MetricPointer> Expand(MetricPointer pointer, IReadOnlyList<MetricWildcard> wildcards)
    {
        if (pointer.Wildcards.FirstOrDefault() is not { } name)
        {
            return [pointer];
        }

        var values = wildcards.FirstOrDefault(w => w.Name == name)?.Values is { Count: > 0 } given && !given.Contains(MetricWildcard.Anything)
            ? given : Members(pointer.CollectionOf(name));
        return values.SelectMany(v => Expand(pointer.With(name, v), wildcards));
    }

    private ImmutableArray<string> Members(string collection) =>
        Resource(collection) is { } found && found.TryGetProperty("Members", out var members)
            ? [.. members.EnumerateArray().Select(m => m.GetProperty("@odata.id").GetString()!.Split('/')[^1])]
            : [];

    private JsonElement? Resource(string path) => read(path) is { } found ? JsonElement.Parse(found.Bytes) : null;
}
