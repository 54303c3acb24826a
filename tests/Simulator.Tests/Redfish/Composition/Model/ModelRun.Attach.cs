using System.Net;
using Shouldly;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <content>What comes to nodes, and goes from them, by the actions of Intel's API.</content>
internal sealed partial class ModelRun
{
    private async Task<string> AttachAsync(Move move)
    {
        await SettleAsync();
        if (IsUsual(move.C))
        {
            await NodeAtRestAsync(move);
        }

        if (Usual([.. _model.Nodes.Where(ModelPod.IsAtRest)], _model.Nodes, move.A, move.C) is not { } node)
        {
            return $"attach to nothing";
        }

        // As often one that is reserved, or waits to be erased, as one of any kind.
        List<ModelPart> drives = [.. _model.Devices.Where(d => d.Kind is "NVMe" or "FPGA")];
        var some = (move.C / 4 % 4) switch
        {
            0 => _model.Reservations.SelectMany(r => r.Parts).Intersect(drives),
            1 => drives.Where(d => !d.IsErased),
            2 => drives.Where(d => _model.CanAttach(node, d)),
            _ => [],
        };
        return await AttachAsync(node, Usual([.. some], [.. _model.Devices], move.B, move.C)!);
    }

    // What was reserved is attached by somebody else.
    private async Task<string> ReserveAndAttachAsync(Move move)
    {
        await NodeAtRestAsync(move);
        var reserved = await ReserveAsync(move);
        Compare();
        var drives = _model.Reservations.Count > 0 ? _model.Reservations[^1].Parts.Where(p => p.Kind is "NVMe" or "FPGA").ToList() : [];
        if (Pick([.. _model.Nodes.Where(ModelPod.IsAtRest)], move.A) is not { } node || Pick(drives, move.B) is not { } drive)
        {
            return reserved;
        }

        Story.Add(reserved);
        return await AttachAsync(node, drive);
    }

    private Task NodeAtRestAsync(Move move) => PrepareAsync(_model.Nodes.Exists(ModelPod.IsAtRest), () => AllocateAndAssembleAsync(move with { A = 0, B = 0, C = 0 }));

    // What a move needs first, so that it is seldom about nothing.
    private async Task PrepareAsync(bool isThere, Func<Task<string>> make)
    {
        if (!isThere)
        {
            Story.Add(await make());
            await SettleAsync();
            Compare();
        }
    }

    private async Task<string> AttachAsync(ModelNode node, ModelPart device)
    {
        var isPossible = _model.CanAttach(node, device);
        var answer = await ActAsync(node, "Attach", Uri(device));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            _model.Take(device);
            node.Devices.Add(device);
        }

        return $"attach {device.Id} to {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> DetachAsync(Move move)
    {
        await SettleAsync();
        if (Usual([.. _model.Nodes.Where(n => n.Devices.Count > 0)], _model.Nodes, move.A, move.C) is not { } node)
        {
            return "detach from nothing";
        }

        // As a rule one that it has. A drive that is detached waits to be erased.
        var device = Usual(node.Devices, [.. _model.Devices], move.B, move.C)!;
        var isPossible = _model.CanDetach(node, device);
        var answer = await ActAsync(node, "Detach", Uri(device));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Devices.Remove(device);
            if (node is { IsExpansion: true, Devices.Count: 0 })
            {
                _model.Nodes.Remove(node);
            }
        }

        return $"detach {device.Id} from {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> AttachVolumeAsync(Move move)
    {
        await SettleAsync();
        if (IsUsual(move.C))
        {
            await PrepareAsync(Hosts().Count > 0, () => AllocateAndAssembleAsync(move with { A = 2, B = 0, C = 0 }));
            await PrepareAsync(_model.Volumes.Exists(_model.IsUsable), () => CreateVolumeAsync(move));
        }

        if (Usual(Hosts(), [.. _model.Nodes.Where(IsAllocated)], move.A, move.C) is not { } node
            || Usual([.. _model.Volumes.Where(_model.IsUsable)], _model.Volumes, move.B, move.C / 4) is not { } volume)
        {
            return $"attach no volume";
        }

        var isPossible = _model.CanAttach(node, volume);
        var answer = await ActAsync(node, "Attach", Uri(volume));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Volumes.Add(volume);
            node.Attached.Add(volume);
        }

        return $"attach volume {volume.Id} to {node.Id}: {(int)answer.Status}";
    }

    private List<ModelNode> Hosts() => _model.Nodes.FindAll(n => IsAllocated(n) && ModelPod.IsAtRest(n) && n.Sled.HasRdma);

    private static bool IsAllocated(ModelNode node) => node is { ComposedAs: null, IsExpansion: false };

    private async Task<string> DetachVolumeAsync(Move move)
    {
        await SettleAsync();
        await PrepareAsync(!IsUsual(move.C) || _model.Nodes.Exists(n => n.Attached.Count > 0), () => AttachVolumeAsync(move));
        if (Usual([.. _model.Nodes.Where(n => n.Attached.Count > 0)], _model.Nodes, move.A, move.C) is not { } node || Usual(node.Attached, _model.Volumes, move.B, move.C) is not { } volume)
        {
            return $"detach no volume";
        }

        // One over iSCSI came with the node and goes with it.
        var isPossible = ModelPod.IsAtRest(node) && node.Attached.Contains(volume) && node.Volumes.Contains(volume);
        var answer = await ActAsync(node, "Detach", Uri(volume));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Volumes.Remove(volume);
            node.Attached.Remove(volume);
        }

        return $"detach volume {volume.Id} from {node.Id}: {(int)answer.Status}";
    }

    // Erased, a drive can be asked for again.
    private async Task<string> EraseAsync(Move move)
    {
        List<ModelPart> drives = [.. _model.Devices.Where(d => d.Kind == "NVMe")];
        var drive = Usual(drives.FindAll(d => !d.IsErased && _model.NodeOf(d) is null), drives, move.A, move.C)!;
        var isPossible = _model.NodeOf(drive) is null && _model.BoxOf(drive) is null && _model.ZoneOf(drive) is null;
        var answer = await Redfish.PostAsync($"{Uri(drive)}/Actions/Drive.SecureErase");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : HttpStatusCode.Conflict, answer.Text);
        await SettleAsync();
        drive.IsErased |= isPossible;
        return $"erase {drive.Id}: {(int)answer.Status}";
    }

    // Clients may know better, but not of what somebody uses.
    private async Task<string> MarkErasedAsync(Move move)
    {
        List<ModelPart> drives = [.. _model.Devices.Where(d => d.Kind == "NVMe")];
        var drive = Usual(drives.FindAll(d => !d.IsErased), drives, move.A, move.C)!;
        var isErased = move.B % 4 > 0;
        var isPossible = !isErased || (_model.NodeOf(drive) is null && _model.BoxOf(drive) is null && _model.ZoneOf(drive) is null);
        var answer = await Redfish.PatchAsync(Uri(drive), $$"""{"Oem":{"Intel_RackScale":{"DriveErased":{{(isErased ? "true" : "false")}} } } }""");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.Text);
        drive.IsErased = isPossible ? isErased : drive.IsErased;
        return $"mark {drive.Id} {(isErased ? "erased" : "not erased")}: {(int)answer.Status}";
    }

    // One of those that a move usually is about, and sometimes any.
    private static T? Usual<T>(IReadOnlyList<T> usual, IReadOnlyList<T> all, byte choice, int chance)
        where T : class => IsUsual(chance) ? Pick(usual, choice) ?? Pick(all, choice) : Pick(all, choice);

    private static bool IsUsual(int chance) => chance % 4 < 3;

    private Task<Answer> ActAsync(ModelNode node, string action, string uri) => LongAsync(() => Redfish.PostAsync(
        $"/redfish/v1/Nodes/{node.Id}/Actions/ComposedNode.{action}{(_hasEndpoints ? "Endpoint" : "Resource")}", $$$"""{"Resource":{"@odata.id":"{{{uri}}}"}}"""));

    private string Uri(ModelPart device) => _hasEndpoints && device.Kind != "NVMe"
        ? $"/redfish/v1/Fabrics/pcie/Endpoints/{device.Id}"
        : $"/redfish/v1/Chassis/{Pod.Devices[device.Id].DrawerId}/{(device.Kind == "NVMe" ? "Drives" : "Processors")}/{device.Id}";

    private static HttpStatusCode Refusal(Answer answer) => answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable ? answer.Status : HttpStatusCode.Conflict;
}
