using System.Text.Json.Nodes;
using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>Boards and the groups they are in.</summary>
internal sealed class DevicesApi(ExpEtherFabric fabric, TimeProvider clock)
{
    public IResult List(HttpContext context) => List(context, (board, _, _) => BoardJson.Brief(board));

    public IResult Detail(HttpContext context) => List(context, BoardJson.Full);

    public IResult Show(string id)
    {
        var all = fabric.Look();
        return all.FirstOrDefault(b => b.Board.Id == id) is { Board: { } board, State: { } state }
            ? Stamped("device", BoardJson.Full(board, state, all))
            : EemError.NoDevice(id);
    }

    /// <summary>Joins a group; the answer says which.</summary>
    public async Task<IResult> JoinAsync(HttpContext context, string id)
    {
        var (change, error) = await GroupChange.ReadAsync(context);
        return error is not null ? error
            : fabric.Find(id) is not { } board ? EemError.NoDevice(id)
            : fabric.Join(board, change!.Group) switch
            {
                JoinResult.Refused refused => EemError.Conflict(refused.Reason),
                _ => GroupOf(board),
            };
    }

    public IResult Leave(string id)
    {
        if (fabric.Find(id) is not { } board)
        {
            return EemError.NoDevice(id);
        }

        fabric.Leave(board);
        return GroupOf(board);
    }

    private IResult List(HttpContext context, Func<Board, BoardState, IReadOnlyList<(Board, BoardState)>, JsonObject> show)
    {
        var (filter, error) = DeviceFilter.Parse(context.Request.Query);
        var all = fabric.Look();
        return (IResult?)error ?? Stamped("devices", new JsonArray(
            [.. all.Where(b => filter!.Matches(b.Board, b.State)).Select(b => show(b.Board, b.State, all))]));
    }

    private EemReply GroupOf(Board board) => new(new JsonObject { ["group_id"] = GroupIds.Of(board, fabric.StateOf(board)) });

    private EemReply Stamped(string name, JsonNode content) =>
        new(new JsonObject { [name] = content, ["timestamp"] = BoardJson.Milliseconds(clock.GetUtcNow()) });
}
