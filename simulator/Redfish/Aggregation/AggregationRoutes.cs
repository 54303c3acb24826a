using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class AggregationUris
{
    public const string Service = "/redfish/v1/AggregationService";
    public const string Aggregates = Service + "/Aggregates";
    public const string ResetAll = Service + "/Actions/AggregationService.Reset";

    public static string Of(string id) => $"{Aggregates}/{id}";

    public static string Action(string id, string name) => $"{Of(id)}/Actions/Aggregate.{name}";
}

/// <summary>AggregationService v1_0_3, Aggregate v1_0_3: systems and chassis that are reset together.</summary>
internal static class AggregationRoutes
{
    private const string AggregateRoute = AggregationUris.Aggregates + "/{id}";

    public static RedfishRoutes MapAggregation(this RedfishRoutes routes, Pod pod, PowerWork power, WorkRunner runner)
    {
        var (aggregates, elements, reset) = (new Aggregates(), new AggregateElements(pod), new AggregateReset(power, runner));
        return routes
            .Resource(AggregationUris.Service, AggregationJsonContext.Default.AggregationServiceJson, _ => new AggregationServiceJson())
            .Action(AggregationUris.ResetAll, context => OnBodyAsync(context, "AggregationService.Reset", reader => reset.Run(
                reader, "AggregationService.Reset", () => Systems(elements, Links(reader, elements, "AggregationService.Reset", "TargetURIs")))))
            .Collection(
                AggregationUris.Aggregates, "Aggregate",
                _ => ResourceCollection.Of(AggregationUris.Aggregates, "Aggregate Collection", aggregates.All.Select(a => a.Id)),
                context => AddAsync(context, aggregates, elements))
            .Resource(
                AggregateRoute, AggregationJsonContext.Default.AggregateJson,
                context => aggregates.Find(RedfishRoutes.Id(context)) is { } found ? AggregateJson.Of(found) : null,
                delete: context => Task.FromResult(
                    aggregates.Remove(RedfishRoutes.Id(context)) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path)))
            .Action($"{AggregateRoute}/Actions/Aggregate.Reset", context => OnAggregateAsync(context, aggregates, "Aggregate.Reset", (found, reader) =>
                reset.Run(reader, "Aggregate.Reset", () => Systems(elements, found.Elements))))
            .Action($"{AggregateRoute}/Actions/Aggregate.AddElements", context => OnAggregateAsync(context, aggregates, "Aggregate.AddElements", (found, reader) =>
                Edit(aggregates, found, reader, Links(reader, elements, "Aggregate.AddElements", "Elements"), (present, given) => present.Concat(given))))
            .Action($"{AggregateRoute}/Actions/Aggregate.RemoveElements", context => OnAggregateAsync(context, aggregates, "Aggregate.RemoveElements", (found, reader) =>
            {
                var given = Links(reader, elements, "Aggregate.RemoveElements", "Elements");
                foreach (var other in given.Where(uri => !found.Elements.Contains(uri)))
                {
                    reader.Problem(RedfishMessages.ActionParameterValueNotInList("Aggregate.RemoveElements", "Elements", other, found.Elements));
                }

                return Edit(aggregates, found, reader, given, (present, gone) => present.Except(gone));
            }));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Aggregates aggregates, AggregateElements elements)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        IReadOnlyList<string> uris = [];
        if (reader.Find("Elements") is { } array)
        {
            uris = elements.Read(
                array,
                (index, value) => reader.Problem(RedfishMessages.PropertyValueTypeError(
                    reader.Pointer(index is null ? "Elements" : $"Elements/{index}"), value.GetRawText(), index is null ? "an array" : "a link, {\"@odata.id\": URI}")),
                (index, uri) => reader.Problem(RedfishMessages.ResourceMissingAtUri(uri) with { Related = [reader.Pointer($"Elements/{index}")] }));
        }
        else
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("Elements")));
        }

        reader.ReadOnly(["Id", "Name", "Description", "ElementsCount", "Actions"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (aggregates.Add(uris) is not { } added)
        {
            return RedfishErrors.BadRequest(RedfishMessages.CreateLimitReachedForResource());
        }

        return Created.Answer(context, AggregateJson.Of(added), AggregationJsonContext.Default.AggregateJson);
    }

    private static async Task<IResult> OnAggregateAsync(HttpContext context, Aggregates aggregates, string action, Func<AggregateOf, ActionReader, IResult> run) =>
        aggregates.Find(RedfishRoutes.Id(context)) is { } found
            ? await OnBodyAsync(context, action, reader => run(found, reader))
            : RedfishErrors.NotFound(context.Request.Path);

    private static async Task<IResult> OnBodyAsync(HttpContext context, string action, Func<ActionReader, IResult> run)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        return refusal ?? run(new ActionReader(body, action));
    }

    private static IResult Edit(
        Aggregates aggregates, AggregateOf found, ActionReader reader, IReadOnlyList<string> given, Func<IEnumerable<string>, IReadOnlyList<string>, IEnumerable<string>> edit)
    {
        reader.NothingElse();
        return reader.Problems.Count > 0 ? RedfishErrors.BadRequest(reader.Problems)
            : aggregates.Change(found.Id, present => edit(present, given)) ? Results.NoContent()
            : RedfishErrors.NotFound(AggregationUris.Of(found.Id));
    }

    private static IReadOnlyList<string> Links(ActionReader reader, AggregateElements elements, string action, string parameter) =>
        reader.Find(parameter, isRequired: true) is not { } array ? [] : elements.Read(
            array,
            (_, value) => reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, parameter, value.GetRawText(), "an array of links")),
            (_, uri) => reader.Problem(RedfishMessages.ResourceMissingAtUri(uri) with { Related = [$"#/{parameter}"] }));

    private static IReadOnlyList<ComputerSystem> Systems(AggregateElements elements, IEnumerable<string> uris) =>
        [.. uris.SelectMany(uri => elements.SystemsOf(uri) ?? []).DistinctBy(s => s.Id)];
}
