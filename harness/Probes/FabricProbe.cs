namespace Harness.Probes;

/// <summary>What really happened in the ExpEther fabric, asked of the bench's own face.</summary>
public sealed class FabricProbe(RackProbe rack)
{
    public async Task<IReadOnlyList<BoardSeen>> BoardsAsync() =>
    [
        .. (await rack.SnapshotAsync())["expEther"]!.AsArray().Select(b => new BoardSeen(
            (string)b!["id"]!, (string)b["kind"]! == "Server", (string)b["model"]!, (int?)b["group"])),
    ];

    /// <summary>Models of the devices in the group of a server.</summary>
    public async Task<IReadOnlyList<string>> DevicesOfAsync(string serverId)
    {
        var boards = await BoardsAsync();
        var group = boards.Single(b => b.Id == serverId).Group;
        return [.. boards.Where(b => !b.IsServer && group is not null && b.Group == group).Select(b => b.Model)];
    }
}

/// <param name="Group">Null when it is in none.</param>
public sealed record BoardSeen(string Id, bool IsServer, string Model, int? Group);
