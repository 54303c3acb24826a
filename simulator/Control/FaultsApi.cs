using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Faults;

namespace Simulator.Control;

/// <summary>Fault rules over <c>/sim/v1/faults</c>: list, add one or several, heal one or all.</summary>
internal static class FaultsApi
{
    public static void MapFaults(this RouteGroupBuilder control, FaultRules faults)
    {
        control.MapGet("/faults", () => Results.Json([.. faults.All.Select(Json)], FaultsJson.Default.IReadOnlyListFaultStatusJson));
        control.MapPost("/faults", async context => await (await AddAsync(context, faults)).ExecuteAsync(context));
        control.MapDelete("/faults", () =>
        {
            faults.Clear();
            return Results.NoContent();
        });
        control.MapDelete("/faults/{id}", (string id) =>
            faults.Remove(id) ? Results.NoContent() : ControlProblem.NotFound($"There is no fault rule {id}."));
    }

    /// <summary>One rule is answered as one, a list as a list.</summary>
    private static async Task<IResult> AddAsync(HttpContext context, FaultRules faults)
    {
        var (document, refusal) = await ControlBody.ReadAsync(context, ControlJson.Default.JsonDocument);
        if (refusal is not null)
        {
            return refusal;
        }

        using (document)
        {
            var (rules, isList, problems) = FaultRuleReader.Read(document!.RootElement);
            if (problems.Count > 0)
            {
                return ControlProblem.BadRequest(problems);
            }

            FaultStatusJson[] added = [.. rules.Select(faults.Add).Select(Json)];
            return isList
                ? Results.Json(added, FaultsJson.Default.IReadOnlyListFaultStatusJson, statusCode: StatusCodes.Status201Created)
                : Results.Json(added[0], FaultsJson.Default.FaultStatusJson, statusCode: StatusCodes.Status201Created);
        }
    }

    private static FaultStatusJson Json(FaultStatus status) => new(status.Rule, status.Matched, status.Struck, status.DarkUntil);
}

/// <param name="Rule">As it was set, with its id.</param>
/// <param name="Matched">So many requests or steps were where it strikes.</param>
/// <param name="Struck">So many of them it struck.</param>
/// <param name="DarkUntil">With <c>darkSeconds</c>, once it has struck.</param>
internal sealed record FaultStatusJson(FaultRule Rule, int Matched, int Struck, DateTimeOffset? DarkUntil);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultStatusJson))]
[JsonSerializable(typeof(IReadOnlyList<FaultStatusJson>))]
internal sealed partial class FaultsJson : JsonSerializerContext;
