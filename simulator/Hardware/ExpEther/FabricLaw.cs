using Simulator.Hardware.Conservation;

namespace Simulator.Hardware.ExpEther;

/// <summary>The law of conservation of a fabric: a board is free or in one group that exists; a group has one server at most, and no more
/// devices than that server takes.</summary>
internal static class FabricLaw
{
    public static IEnumerable<Breach> Of(IReadOnlyList<(Board Board, BoardState State)> boards)
    {
        foreach (var (board, state) in boards.Where(b => b.State.Group is < 1 or > ExpEtherFabric.LastGroup))
        {
            yield return new Breach(board.Id, $"{board.Id} is in group {state.Group}, which cannot be.");
        }

        foreach (var group in boards.Where(b => b.State.Group is not null).GroupBy(b => b.State.Group))
        {
            var servers = group.Select(b => b.Board).OfType<ServerBoard>().ToList();
            if (servers.Count > 1)
            {
                yield return new Breach(servers[1].Id, $"Group {group.Key} has the servers {string.Join(", ", servers.Select(s => s.Id))}.");
            }

            if (servers is [var server] && group.Count(b => b.Board is DeviceBoard) is var devices && devices > server.MaxDevices)
            {
                yield return new Breach(server.Id, $"{server.Id} takes {server.MaxDevices} devices, and has {devices}.");
            }
        }
    }
}
