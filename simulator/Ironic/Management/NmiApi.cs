using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/management/inject_nmi</c> (1.29).</summary>
internal static class NmiApi
{
    public static void MapNmi(this WebApplication app, Conductor conductor) => app.MapPut(
        "/v1/nodes/{node}/management/inject_nmi",
        async (HttpContext context, string node) =>
        {
            var body = await RequestBody.ReadObjectAsync(context);
            return body.Error is not null ? body.Error
                : body.Value.Count > 0 ? IronicErrors.UnexpectedArguments(body.Value.Select(m => m.Key))
                : await conductor.OnMachineAsync<INmi>(context, node, "management", InjectAsync, changes: true);
        }).Since(29);

    private static async Task<IResult> InjectAsync(INmi machine, BmcCall call)
    {
        await machine.InjectNmiAsync(call);
        return EmptyReply.Done;
    }
}
