namespace Simulator.Hardware.ExpEther;

/// <summary>
/// Boards that share an Ethernet as if it were PCI Express: a board's group decides who sees whom. The one owner of their state; a leaf among
/// the locks of the hardware.
/// </summary>
/// <param name="servers">In the order of the rack file.</param>
/// <param name="devices">In the order of the rack file.</param>
/// <param name="downIds">Boards that do not answer from the start.</param>
public sealed class ExpEtherFabric(
    IReadOnlyList<ServerBoard> servers, IReadOnlyList<DeviceBoard> devices, IReadOnlyCollection<string> downIds, TimeProvider clock)
{
    /// <summary>Groups that boards can be in; the two numbers above stand for "free device" and "server without a group" (valence-api 2.5).</summary>
    public const int LastGroup = 4092;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Board> _boards =
        servers.Concat<Board>(devices).ToDictionary(b => b.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, BoardState> _states =
        servers.Concat<Board>(devices).ToDictionary(b => b.Id, b => new BoardState(null, !downIds.Contains(b.Id), clock.GetUtcNow()), StringComparer.Ordinal);
    private int _lastInvented;

    /// <summary>Raised after each change, under the lock.</summary>
    public event Action<HardwareChange>? Changed;

    public IReadOnlyList<ServerBoard> Servers => servers;

    public IReadOnlyList<DeviceBoard> Devices => devices;

    public Board? Find(string id) => _boards.GetValueOrDefault(id);

    public BoardState StateOf(Board board)
    {
        lock (_lock)
        {
            return _states[board.Id];
        }
    }

    /// <summary>Boards with their states, all at the same moment: servers first.</summary>
    public IReadOnlyList<(Board Board, BoardState State)> Look()
    {
        lock (_lock)
        {
            return [.. servers.Concat<Board>(devices).Select(b => (b, _states[b.Id]))];
        }
    }

    /// <summary>Puts a board into a group; a second time it stays there.</summary>
    /// <param name="group">Null invents one.</param>
    public JoinResult Join(Board board, int? group)
    {
        lock (_lock)
        {
            var before = _states[board.Id];
            if (group is null && before.Group is { } present)
            {
                return new JoinResult.Refused($"{board.Id} is in group {present} already; it has to leave it first.");
            }

            if ((group ?? Invent_NeedsLock()) is not { } wanted)
            {
                return new JoinResult.Refused($"All {LastGroup} groups are in use.");
            }

            switch (GroupMoves.Of(before.Group, wanted))
            {
                case GroupMoves.Move.Stays:
                    return new JoinResult.Joined(wanted);
                case GroupMoves.Move.Refused:
                    return new JoinResult.Refused($"{board.Id} is in group {before.Group} already; it has to leave it first.");
            }

            if (Problem_NeedsLock(board, before, wanted) is { } problem)
            {
                return new JoinResult.Refused(problem);
            }

            Become_NeedsLock(board, before with { Group = wanted }, "Joined", $"{Words(board)} joins group {wanted}.");
            return new JoinResult.Joined(wanted);
        }
    }

    /// <summary>Takes a board out of its group; a second time nothing happens. One that does not answer is taken out all the same.</summary>
    public void Leave(Board board)
    {
        lock (_lock)
        {
            var before = _states[board.Id];
            if (GroupMoves.Of(before.Group, wanted: null) == GroupMoves.Move.Leaves)
            {
                Become_NeedsLock(board, before with { Group = null }, "Left", $"{Words(board)} leaves group {before.Group}.");
            }
        }
    }

    /// <summary>Unplugs a board, or plugs it in again. False when there is none of that id.</summary>
    public bool SetUp(string id, bool isUp)
    {
        if (Find(id) is not { } board)
        {
            return false;
        }

        lock (_lock)
        {
            if (_states[id] is var before && before.IsUp != isUp)
            {
                Become_NeedsLock(board, before with { IsUp = isUp }, isUp ? "Up" : "Down", $"{Words(board)} is {(isUp ? "up" : "down")}.");
            }
        }

        return true;
    }

    private void Become_NeedsLock(Board board, BoardState next, string what, string text)
    {
        _states[board.Id] = next with { Since = clock.GetUtcNow() };
        Changed?.Invoke(new HardwareChange("expether", board.Id, what, text));
    }

    private string? Problem_NeedsLock(Board board, BoardState state, int group)
    {
        if (!state.IsUp)
        {
            return $"{board.Id} does not answer.";
        }

        var server = servers.FirstOrDefault(s => _states[s.Id].Group == group);
        if (board is ServerBoard)
        {
            return server is null ? null : $"Group {group} has the server {server.Id} already.";
        }

        var inGroup = devices.Count(d => _states[d.Id].Group == group);
        return server is not null && inGroup >= server.MaxDevices ? $"{server.Id} takes {server.MaxDevices} devices, and has {inGroup}." : null;
    }

    // The next number that nobody uses, so that one given back is not given to somebody else at once.
    private int? Invent_NeedsLock()
    {
        var used = _states.Values.Select(s => s.Group).OfType<int>().ToHashSet();
        for (var tries = 0; tries < LastGroup; tries++)
        {
            _lastInvented = (_lastInvented % LastGroup) + 1;
            if (!used.Contains(_lastInvented))
            {
                return _lastInvented;
            }
        }

        return null;
    }

    private static string Words(Board board) => board is ServerBoard ? $"Server board {board.Id}" : $"Device board {board.Id}";
}
