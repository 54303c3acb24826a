using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>AggregationService v1_0_3. The pod's BMCs are part of the simulator and not connected to it, so there are no sources.</summary>
internal sealed class AggregationServiceJson() : Resource(AggregationUris.Service, Type, "AggregationService", "Aggregation Service"), IResource
{
    public static string Type => "#AggregationService.v1_0_3.AggregationService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link Aggregates => new(AggregationUris.Aggregates);

    public AggregationServiceActions Actions => new(new ResetTarget(AggregationUris.ResetAll));
}

internal sealed record AggregationServiceActions([property: JsonPropertyName("#AggregationService.Reset")] ResetTarget Reset);

internal sealed record ResetTarget([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<ResetType>();
}

/// <summary>Aggregate v1_0_3.</summary>
internal sealed class AggregateJson(string uri, string aggregateId, IReadOnlyList<string> elements)
    : Resource(uri, Type, aggregateId, $"Aggregate {aggregateId}"), IResource
{
    public static string Type => "#Aggregate.v1_0_3.Aggregate";

    public IReadOnlyList<Link> Elements => Link.All(elements);

    [JsonPropertyName("Elements@odata.count")]
    public int Count => elements.Count;

    public int ElementsCount => elements.Count;

    public required AggregateActions Actions { get; init; }

    public static AggregateJson Of(AggregateOf aggregate) => new(AggregationUris.Of(aggregate.Id), aggregate.Id, aggregate.Elements)
    {
        Actions = new AggregateActions(
            new ResetTarget(AggregationUris.Action(aggregate.Id, "Reset")), new ActionTarget(AggregationUris.Action(aggregate.Id, "AddElements")),
            new ActionTarget(AggregationUris.Action(aggregate.Id, "RemoveElements"))),
    };
}

internal sealed record AggregateActions(
    [property: JsonPropertyName("#Aggregate.Reset")] ResetTarget Reset,
    [property: JsonPropertyName("#Aggregate.AddElements")] ActionTarget AddElements,
    [property: JsonPropertyName("#Aggregate.RemoveElements")] ActionTarget RemoveElements);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AggregationServiceJson))]
[JsonSerializable(typeof(AggregateJson))]
internal sealed partial class AggregationJsonContext : JsonSerializerContext;
