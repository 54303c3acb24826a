using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/management/indicators</c> (1.63).</summary>
internal static class IndicatorsApi
{
    private static readonly string[] States = ["blinking", "off", "on"];

    public static void MapIndicators(this WebApplication app, Conductor conductor)
    {
        const string path = "/v1/nodes/{node}/management/indicators";
        app.MapGet(path, (HttpContext context, string node) => conductor.OnMachineAsync<IIndicators>(context, node, "management", async (machine, call) =>
        {
            var wire = WireContext.Of(context, conductor.Settings);
            return JsonReply.Ok(new JsonObject
            {
                ["indicators"] = new JsonArray([
                    .. (await machine.ReadIndicatorsAsync(call)).Select(i => new JsonObject
                    {
                        ["name"] = i.Name,
                        ["component"] = i.Component,
                        ["readonly"] = false,
                        ["states"] = new JsonArray([.. States.Select(s => JsonValue.Create(s))]),
                        ["links"] = wire.Links($"nodes/{call.Node.Uuid}/management/indicators/{i.Name}"),
                    }),
                ]),
            });
        })).Since(63);
        app.MapGet($"{path}/{{name}}", (HttpContext context, string node, string name) => OnOneAsync(conductor, context, node, name, changes: false, (_, _, indicator) =>
            Task.FromResult<IResult>(JsonReply.Ok(new JsonObject { ["state"] = indicator.State })))).Since(63);
        app.MapPut($"{path}/{{name}}", async (HttpContext context, string node, string name) =>
        {
            var body = await RequestBody.ReadObjectAsync(context);
            if (body.Error is not null)
            {
                return body.Error;
            }

            return States.Contains(Json.Text(body.Value["state"]))
                ? await OnOneAsync(conductor, context, node, name, changes: true, async (machine, call, indicator) =>
                {
                    await machine.SetIndicatorAsync(call, indicator, Json.Text(body.Value["state"])!);
                    return EmptyReply.Done;
                })
                : IronicErrors.Invalid($"state must be one of {string.Join(", ", States)}; got {body.Value["state"]?.ToJsonString() ?? "nothing"}.");
        }).Since(63);
    }

    private static Task<IResult> OnOneAsync(
        Conductor conductor, HttpContext context, string node, string name, bool changes, Func<IIndicators, BmcCall, Indicator, Task<IResult>> act) =>
        name.Contains('@', StringComparison.Ordinal)
            ? conductor.OnMachineAsync<IIndicators>(
                context, node, "management",
                async (machine, call) => (await machine.ReadIndicatorsAsync(call)).FirstOrDefault(i => i.Name == name) is { } indicator
                    ? await act(machine, call, indicator)
                    : IronicErrors.NotFound("Indicator", name),
                changes)
            : Task.FromResult<IResult>(IronicErrors.Invalid($"An indicator is named ID@COMPONENT; got {name}."));
}
