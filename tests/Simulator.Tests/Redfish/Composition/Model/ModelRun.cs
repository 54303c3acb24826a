using System.Net;
using System.Text.Json;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <summary>One thing that a client does; what exactly comes of three numbers, so that any numbers mean something.</summary>
public sealed record Move(byte Verb, byte A, byte B, byte C);

/// <summary>Does the same to a simulator and to the model, and compares the two after each move.</summary>
internal sealed partial class ModelRun
{
    private const string Zones = "/redfish/v1/Fabrics/pcie/Zones";

    private static readonly TimeSpan ALittle = TimeSpan.FromSeconds(60);

    private readonly StartedSimulator _simulator;
    private readonly ModelPod _model;
    private readonly List<Func<Move, Task<string>>> _verbs;
    private readonly SortedDictionary<string, int> _done;
    private readonly bool _hasEndpoints;
    private int _lastName;

    /// <param name="simulator">As it was started.</param>
    /// <param name="hasEndpoints">Whether it is a pod manager of 2.1, whose nodes get endpoints: no API but Intel's, and no volumes like those of today.</param>
    /// <param name="done">How often a move came to an end, for people: one that never succeeds tries nothing.</param>
    public ModelRun(StartedSimulator simulator, bool hasEndpoints, SortedDictionary<string, int> done)
    {
        (_simulator, _hasEndpoints, _done) = (simulator, hasEndpoints, done);
        _model = new ModelPod(
        [
            .. Pod.Systems.Values.Select(s => new ModelPart { Id = s.Id, Racks = [s.RackId], Cores = s.TotalCores, MemoryMiB = s.TotalMemoryMiB, HasRdma = s.EthernetInterfaces.Any(e => e.HasRdma) }),
            .. Pod.Devices.Values.Select(d => new ModelPart { Id = d.Id, Racks = [.. d.ReachedFrom], Kind = d.Kind.ToString(), CapacityGiB = d.CapacityGiB, Shares = d.Shares, IsShared = d.Shares > 1 }),
        ], (int)(Pod.RoomIn(Pod.StorageServices.Values.Single()) / GiB));
        _verbs = hasEndpoints ? VerbsOfEndpoints() :
        [
            AllocateAsync, AllocateAsync, AssembleAsync, AssembleAsync, AllocateAndAssembleAsync, AllocateAndAssembleAsync, DeleteNodeAsync, ComposeAsync, ComposeAsync,
            ComposeAsync, DeleteSystemAsync, AddBlockAsync, AddBlockAsync, RemoveBlockAsync, ReserveAsync, ReserveBoxAsync, EndReservationAsync, ApplyReservationAsync,
            ApplyReservationAsync, SwapAsync, ResetAsync, BreakAsync, CreateVolumeAsync, CreateVolumeAsync, DeleteVolumeAsync, AllocateVolumeAsync, AllocateVolumeAsync,
            AttachAsync, AttachAsync, AttachAsync, ReserveAndAttachAsync, ReserveAndAttachAsync, AttachVolumeAsync, AttachVolumeAsync, AttachVolumeAsync, DetachAsync,
            DetachAsync, DetachVolumeAsync, DetachVolumeAsync, EraseAsync, MarkErasedAsync, ShareAsync, ShareAsync, RegisterAsync, RegisterAsync, UnregisterAsync, UnregisterAsync,
            HealAsync, MakeZoneAsync, RemoveZoneAsync, FailAsync, WaitAsync, MakeBoxAsync, MakeBoxAsync, RemoveBoxAsync, RemoveBoxAsync, ComposeBoxAsync, ComposeBoxAsync,
        ];
    }

    /// <summary>What was done so far, for people.</summary>
    public List<string> Story { get; } = [];

    /// <summary>The move that was begun last.</summary>
    public string Trying { get; private set; } = "";

    private Pod Pod => _simulator.App.Pod;

    private RedfishClient Redfish => _simulator.Redfish;

    public async Task DoAsync(Move move)
    {
        var verb = _verbs[move.Verb % _verbs.Count];
        Trying = verb.Method.Name[..^"Async".Length];
        Story.Add(await verb(move));
        var outcome = $"{Trying}: {Story[^1].Split(": ") switch { [_, .., var end] => end.StartsWith("r-", StringComparison.Ordinal) ? "reserved" : end, _ => "-" }}";
        _done[outcome] = _done.GetValueOrDefault(outcome) + 1;
        Compare();
        if (!_hasEndpoints)
        {
            await CompareBlockAsync(_model.Parts[move.C % _model.Parts.Count]);
        }
    }

    /// <summary>What the whole of it looks like to clients.</summary>
    public Task CompareViewsAsync() => _hasEndpoints ? CompareNodesAsync() : CompareAllAsync();

    private async Task CompareAllAsync()
    {
        foreach (var part in _model.Parts)
        {
            await CompareBlockAsync(part);
        }

        (await MembersAsync($"{Service}/ResourceBlocks")).ShouldBe(_model.Parts.Where(p => p.IsBlock).Select(p => p.Id).Concat(_model.Boxes.Select(b => b.Id)).Select(Block), ignoreOrder: true);
        foreach (var box in _model.Boxes)
        {
            (await Redfish.GetAsync(Block(box.Id))).Body.GetProperty("CompositionStatus").GetProperty("CompositionState").GetString()
                .ShouldBe(StateOf(_model.NodesOf(box.Parts[0]), hasRoom: false, box.Parts.Any(p => p.IsBroken), isTaken: false), $"state of block {box.Id}");
        }

        (await MembersAsync(Systems)).ShouldBe(_model.Sleds.Select(s => _model.NodeOf(s)?.SystemId ?? s.Id).Select(id => $"{Systems}/{id}"), ignoreOrder: true);
        (await MembersAsync("/redfish/v1/Nodes")).ShouldBe(_model.Nodes.Select(n => $"/redfish/v1/Nodes/{n.Id}"), ignoreOrder: true);
        (await MembersAsync($"{Service}/CompositionReservations")).ShouldBe(_model.Reservations.Select(r => $"{Service}/CompositionReservations/{r.Id}"), ignoreOrder: true);
        foreach (var node in _model.Nodes)
        {
            var system = (await Redfish.GetAsync($"{Systems}/{node.SystemId}")).Body;
            system.GetProperty("SystemType").GetString().ShouldBe(node.ComposedAs is null ? "Physical" : "Composed");
            Links(system.GetProperty("Links"), "ResourceBlocks").ShouldBe(node.Parts.Where(p => p.IsBlock).Select(p => Block(_model.BoxOf(p)?.Id ?? p.Id)).Distinct(), ignoreOrder: true);
            var gpus = (await Redfish.GetAsync($"{Systems}/{node.SystemId}/Processors?$expand=.")).Body.GetProperty("Members").EnumerateArray()
                .Count(p => p.GetProperty("ProcessorType").GetString() == "GPU");
            gpus.ShouldBe(node.Devices.Count(d => d.Kind == "GPU"), $"GPUs of {node.SystemId}");
        }
    }

    /// <summary>Takes everything apart, so that the next run finds the rack as it was.</summary>
    public async Task CleanAsync()
    {
        foreach (var part in _model.Parts)
        {
            Pod.SetHealth(part.Id, Health.OK);
        }

        // Snapshots go before what they stand on.
        for (var round = 0; Pod.Nodes.Count > 0 && round < 50; round++)
        {
            foreach (var node in Pod.Nodes.Reverse())
            {
                await LongAsync(() => Redfish.DeleteAsync($"/redfish/v1/Nodes/{node.Id}"));
            }

            foreach (var volume in Pool.State.Volumes.Reverse().Where(v => !Pod.IsInUse(Pool, v.Id)))
            {
                Pod.DeleteVolume(Pool, volume.Id);
            }
        }

        foreach (var box in Pod.Composites)
        {
            Pod.DecomposeBlock(box.Id);
        }

        foreach (var zone in Pod.Zones.ToList())
        {
            Pod.RemoveZone(zone.Id);
        }

        foreach (var reservation in Pod.Reservations.ToList())
        {
            Pod.EndReservation(reservation.Id);
        }

        foreach (var device in Pod.Devices.Values)
        {
            Pod.Erase(device);
            Pod.MarkDrive(device, isErased: null, eraseOnDetach: true);
            Pod.SetSharing(device, device.Shares > 1);
        }

        foreach (var volume in Pool.State.Volumes.Reverse())
        {
            Pod.DeleteVolume(Pool, volume.Id);
        }

        foreach (var sled in Pod.Systems.Values.Where(s => !s.State.IsBlock))
        {
            Pod.RegisterBlock(new BlockRegistration(sled.Id, null, null, []));
        }

        await _simulator.PassAsync(ALittle.TotalSeconds);
        foreach (var system in Pod.Systems.Values)
        {
            Pod.SetPower(system, PowerState.Off);
        }

        Pod.Holdings.Count.ShouldBe(0);
        Pool.State.Volumes.ShouldBeEmpty();
        Pool.State.Targets.ShouldBeEmpty();
        Pod.CheckInvariants().ShouldBeEmpty();
    }

    private void Compare()
    {
        Pod.BreachesFound.ShouldBe(0, string.Join(" ", Pod.Breaches.Select(b => b.Text)));
        Pod.Nodes.Select(n => $"{n.Id} {n.State} {string.Join(' ', n.DeviceIds.Prepend(n.SystemId).Order())}")
            .ShouldBe(_model.Nodes.Select(n => $"{n.Id} {n.State} {string.Join(' ', n.Parts.Select(p => p.Id).Order())}"), ignoreOrder: true);
        Pod.Holdings.All.Select(h => $"{h.Key} {h.Value}").ShouldBe(
            [
                .. _model.Nodes.SelectMany(n => n.Parts.Select(p => $"{p.Id} {n.Id}")),
                .. _model.Boxes.SelectMany(b => _model.NodeOf(b) is { } node ? [$"{b.Id} {node.Id}"] : b.Parts.Select(p => $"{p.Id} {b.Id}")),
            ],
            ignoreOrder: true);
        CompareVolumes();
        Pod.Reservations.Select(r => r.Id).ShouldBe(_model.Reservations.Select(r => r.Id), ignoreOrder: true);
        Pod.Zones.Select(z => z.Id).ShouldBe(_model.Zones.Select(z => z.Id), ignoreOrder: true);
        Pod.Devices.Values.Where(d => d.State.Erased).Select(d => d.Id).ShouldBe(_model.Devices.Where(d => d.IsErased).Select(d => d.Id), ignoreOrder: true);
    }

    private async Task CompareBlockAsync(ModelPart part)
    {
        var answer = await Redfish.GetAsync(Block(part.Id));
        answer.Status.ShouldBe(part.IsBlock ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"block {part.Id}");
        if (!part.IsBlock)
        {
            return;
        }

        var status = answer.Body;
        var composition = status.GetProperty("CompositionStatus");
        composition.GetProperty("CompositionState").GetString().ShouldBe(
            StateOf(_model.NodesOf(part), _model.NodesOf(part).Count < part.Most, part.IsBroken, _model.ZoneOf(part) is not null || _model.BoxOf(part) is not null), $"state of block {part.Id}");
        composition.GetProperty("Reserved").GetBoolean().ShouldBe(_model.Reservations.Exists(r => r.Parts.Contains(part)), $"reserved mark of block {part.Id}");
        if (_model.NodesOf(part) is { Count: > 0 } holders)
        {
            Links(status.GetProperty("Links"), "ComputerSystems").ShouldBe(_model.BoxOf(part) is null ? holders.Select(h => $"{Systems}/{h.SystemId}") : [], ignoreOrder: true);
        }

        if (!part.IsSled)
        {
            composition.GetProperty("SharingEnabled").GetBoolean().ShouldBe(part.IsShared, $"sharing of {part.Id}");
        }
    }

    private static string StateOf(IReadOnlyList<ModelNode> nodes, bool hasRoom, bool isBroken, bool isTaken) =>
        nodes.Count == 0 ? (isBroken ? "Unavailable" : isTaken ? "Composed" : "Unused")
        : nodes.Any(n => n.State == ModelState.Failed) ? "Failed"
        : nodes.Any(n => n.State != ModelState.Assembled) ? "Composing"
        : hasRoom ? "ComposedAndAvailable"
        : "Composed";

    private async Task<string> AllocateAsync(Move move)
    {
        var (cores, memory, drives, capacity, gpus) = (8 * (move.A % 4), 16384 * (move.A / 4 % 4), move.B % 3, move.B / 3 % 2 == 0 ? 0 : 2000, _hasEndpoints ? 0 : move.C % 3 / 2);
        var isPossible = _model.CanAllocate(cores, memory, drives, capacity, gpus);
        var drive = $$"""{"FabricSwitch":true{{(capacity > 0 ? $",\"CapacityGiB\":{capacity}" : "")}}}""";
        List<string> wants =
        [
            .. cores > 0 ? [$"\"TotalSystemCoreCount\":{cores}"] : (string[])[],
            .. memory > 0 ? [$"\"TotalSystemMemoryMiB\":{memory}"] : (string[])[],
            .. drives > 0 ? [$"\"LocalDrives\":[{string.Join(',', Enumerable.Repeat(drive, drives))}]"] : (string[])[],
            .. gpus > 0 ? ["""
                "Processors":[{"ProcessorType":"GPU"}]
                """] : (string[])[],
        ];
        var answer = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", $"{{{string.Join(',', wants)}}}");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.Created : HttpStatusCode.Conflict, answer.Text);
        if (isPossible)
        {
            var made = Pod.Nodes[^1];
            var (sled, devices) = (_model.Part(made.SystemId), made.DeviceIds.Select(_model.Part).ToList());
            _model.CanAllocate(sled, cores, memory, drives, capacity, gpus).ShouldBeTrue($"{sled.Id} was given");
            devices.ShouldAllBe(d => _model.IsFree(d) && !d.IsBroken && d.Racks.Contains(sled.Racks[0]));
            devices.Count(d => d.Kind == "NVMe" && d.IsErased && d.CapacityGiB >= capacity).ShouldBe(drives);
            devices.Count(d => d.Kind == "GPU").ShouldBe(gpus);
            devices.Count.ShouldBe(drives + gpus);
            _model.Take(new ModelNode { Id = made.Id, Sled = sled, Devices = devices, State = ModelState.Allocated });
        }

        return $"allocate {cores} cores, {memory} MiB, {drives} drives of {capacity} GiB, {gpus} GPUs: {(int)answer.Status}";
    }

    private async Task<string> AssembleAsync(Move move)
    {
        if (Pick(_model.Nodes, move.A) is not { } node)
        {
            return "assemble nothing";
        }

        var answer = await Redfish.PostAsync($"/redfish/v1/Nodes/{node.Id}/Actions/ComposedNode.Assemble", "{}");
        answer.Status.ShouldBe(node.State == ModelState.Allocated ? HttpStatusCode.NoContent : HttpStatusCode.Conflict, answer.Text);
        node.State = node.State == ModelState.Allocated ? ModelState.Assembling : node.State;
        return $"assemble {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> AllocateAndAssembleAsync(Move move)
    {
        var allocated = await AllocateAsync(move);
        if (!allocated.EndsWith("201", StringComparison.Ordinal))
        {
            return allocated;
        }

        var node = _model.Nodes[^1];
        (await Redfish.PostAsync($"/redfish/v1/Nodes/{node.Id}/Actions/ComposedNode.Assemble", "{}")).Status.ShouldBe(HttpStatusCode.NoContent);
        node.State = ModelState.Assembling;
        await SettleAsync();
        return $"assemble {node.Id} at once, {allocated}";
    }

    // Also while it is being assembled: the clock stands still until the request is there.
    private async Task<string> DeleteNodeAsync(Move move)
    {
        if (Pick(_model.Nodes, move.A) is not { } node)
        {
            return "delete nothing";
        }

        // Which of two volumes is there first is a matter of seconds that the model knows nothing of.
        if (node.Volumes.Count > 0 || node.Promise is not null)
        {
            await SettleAsync();
        }

        var isPossible = _model.DeleteVolumesOf(node);
        var answer = await LongAsync(() => Redfish.DeleteAsync($"/redfish/v1/Nodes/{node.Id}"));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : HttpStatusCode.InternalServerError, answer.Text);
        if (isPossible)
        {
            _model.Release(node);
        }

        await SettleAsync();
        return $"delete node {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> ComposeAsync(Move move)
    {
        await SettleAsync();
        var (name, blocks) = (NextName(), Some(move));
        var isPossible = _model.CanCompose(name, blocks);
        var answer = await LongAsync(() => Redfish.ComposeAsync(name, [.. blocks.Select(b => b.Id)]));
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            Composed(name, blocks);
        }

        return $"compose {name} of {Words(blocks)}: {(int)answer.Status}";
    }

    private async Task<string> DeleteSystemAsync(Move move)
    {
        await SettleAsync();
        if (Pick([.. _model.Nodes.Where(n => n.ComposedAs is not null)], move.A) is not { } node)
        {
            return "decompose nothing";
        }

        var answer = await LongAsync(() => Redfish.DeleteAsync($"{Systems}/{node.SystemId}"));
        answer.Status.ShouldBe(HttpStatusCode.NoContent, answer.Text);
        _model.Release(node);
        return $"decompose {node.SystemId}: {(int)answer.Status}";
    }

    private async Task<string> AddBlockAsync(Move move)
    {
        await SettleAsync();
        var (sled, device) = (_model.Sleds.ElementAt(move.A % _model.Sleds.Count()), _model.Parts[move.B % _model.Parts.Count]);
        var isPossible = _model.CanAdd(sled, device);
        var answer = await ChangeAsync(sled, device, "AddResourceBlock");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : answer.Status is HttpStatusCode.Conflict ? HttpStatusCode.Conflict : HttpStatusCode.BadRequest, answer.Text);
        if (isPossible && _model.NodeOf(sled) is { } node)
        {
            _model.Take(device, sharing: true);
            node.Devices.Add(device);
        }
        else if (isPossible)
        {
            _model.Take(new ModelNode { Id = Pod.Nodes[^1].Id, Sled = sled, Devices = [device], State = ModelState.Assembled, WasAssembled = true, IsExpansion = true }, sharing: true);
        }

        return $"add {device.Id} to {sled.Id}: {(int)answer.Status}";
    }

    private async Task<string> RemoveBlockAsync(Move move)
    {
        await SettleAsync();
        var sled = Pick(_model.Nodes, move.A)?.Sled ?? _model.Sleds.First();
        var device = Pick(_model.NodeOf(sled)?.Devices ?? [], move.B) ?? _model.Parts[move.B % _model.Parts.Count];
        var isPossible = _model.CanRemove(sled, device);
        var answer = await ChangeAsync(sled, device, "RemoveResourceBlock");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : answer.Status is HttpStatusCode.Conflict ? HttpStatusCode.Conflict : HttpStatusCode.BadRequest, answer.Text);
        if (isPossible)
        {
            var node = _model.NodeOf(sled)!;
            node.Devices.Remove(device);
            device.IsErased = true;
            if (node is { IsExpansion: true, Devices.Count: 0 })
            {
                _model.Release(node);
            }
        }

        return $"remove {device.Id} from {sled.Id}: {(int)answer.Status}";
    }

    private async Task<string> ReserveAsync(Move move)
    {
        await SettleAsync();
        var (name, blocks) = (NextName(), Some(move));
        var isPossible = _model.CanCompose(name, blocks);
        var answer = await Redfish.RunAsync("PreviewReserve", Compose("1", name, [.. blocks.Select(b => b.Id)]));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Body.TryGetProperty("ReservationId", out var id).ShouldBe(isPossible, answer.Text);
        if (isPossible)
        {
            _model.Reservations.Add(new ModelReservation(id.GetString()!, name, blocks, _simulator.App.Clock.GetUtcNow().AddMinutes(15)));
        }

        return $"reserve {Words(blocks)} for {name}: {(isPossible ? id.GetString() : "refused")}";
    }

    private async Task<string> ReserveBoxAsync(Move move)
    {
        await SettleAsync();
        var (name, blocks) = (NextName(), Some(move).FindAll(p => !p.IsSled));
        var isPossible = _model.CanBox(blocks);
        var answer = await Redfish.RunAsync("PreviewReserve", ComposeResource("1", name, [.. blocks.Select(b => b.Id)]));
        ((int)answer.Status).ShouldBe(isPossible ? 200 : (int)answer.Status is 400 ? 400 : 200, answer.Text);
        answer.Body.TryGetProperty("ReservationId", out var id).ShouldBe(isPossible, answer.Text);
        if (isPossible)
        {
            _model.Reservations.Add(new ModelReservation(id.GetString()!, name, blocks, _simulator.App.Clock.GetUtcNow().AddMinutes(15)) { IsBox = true });
        }

        return $"reserve {Words(blocks)} for block {name}: {(isPossible ? id.GetString() : "refused")}";
    }

    private async Task<string> EndReservationAsync(Move move)
    {
        if (Pick(_model.Reservations, move.A) is not { } reservation)
        {
            return "end no reservation";
        }

        (await Redfish.DeleteAsync($"{Service}/CompositionReservations/{reservation.Id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        _model.Reservations.Remove(reservation);
        return $"end reservation {reservation.Id}";
    }

    private async Task<string> ApplyReservationAsync(Move move)
    {
        await SettleAsync();
        if (Pick(_model.Reservations, move.A) is not { } reservation)
        {
            return "apply no reservation";
        }

        var isPossible = reservation.IsBox ? _model.CanBox(reservation.Parts, reservation) : _model.CanCompose(reservation.Name, reservation.Parts, reservation);
        var answer = await LongAsync(() => Redfish.PostAsync(
            $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{reservation.Id}}"}"""));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        if (isPossible)
        {
            _model.Reservations.Remove(reservation);
            if (reservation.IsBox)
            {
                _model.Boxes.Add(new ModelBox(reservation.Name, reservation.Parts));
            }
            else
            {
                Composed(reservation.Name, reservation.Parts);
            }
        }

        return $"apply {reservation.Id}: {(isPossible ? "done" : "refused")}";
    }

    // One manifest that takes a system apart and makes another, perhaps of the same blocks.
    private async Task<string> SwapAsync(Move move)
    {
        await SettleAsync();
        if (Pick([.. _model.Nodes.Where(n => n.ComposedAs is not null)], move.A) is not { } old)
        {
            return "swap nothing";
        }

        var (name, blocks) = (NextName(), move.B % 2 == 0 ? Some(move) : old.Parts.Take(1 + move.C % 3).ToList());
        var isPossible = old.State == ModelState.Assembled && _model.CanCompose(name, blocks, freed: old);
        var answer = await LongAsync(() => Redfish.RunAsync("Apply", Decompose("1", old.SystemId), Compose("2", name, [.. blocks.Select(b => b.Id)])));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        if (isPossible)
        {
            _model.Release(old);
            Composed(name, blocks);
        }

        return $"swap {old.SystemId} for {name} of {Words(blocks)}: {(isPossible ? "done" : "refused")}";
    }

    private async Task<string> ResetAsync(Move move)
    {
        var sled = _model.Sleds.ElementAt(move.A % _model.Sleds.Count());
        var type = move.B % 2 == 0 ? "On" : "ForceOff";
        var answer = await Redfish.PostAsync(
            $"{Systems}/{_model.NodeOf(sled)?.SystemId ?? sled.Id}/Actions/ComputerSystem.Reset", $$"""{"ResetType":"{{type}}"}""");
        ((int)answer.Status).ShouldBeLessThan(500, answer.Text);
        return $"{type} {sled.Id}: {(int)answer.Status}";
    }

    private Task<string> BreakAsync(Move move) => SetHealthAsync(_model.Parts[move.A % _model.Parts.Count], isBroken: true);

    private Task<string> HealAsync(Move move) =>
        SetHealthAsync(Pick([.. _model.Parts.Where(p => p.IsBroken)], move.A) ?? _model.Parts[move.A % _model.Parts.Count], isBroken: false);

    private Task<string> SetHealthAsync(ModelPart part, bool isBroken)
    {
        Pod.SetHealth(part.Id, isBroken ? Health.Critical : Health.OK);
        part.IsBroken = isBroken;
        _model.FollowHealth(part);
        return Task.FromResult($"{(isBroken ? "break" : "heal")} {part.Id}");
    }

    private async Task<string> MakeZoneAsync(Move move)
    {
        var members = Some(move);
        var isPossible = _model.CanZone(members);
        var links = members.Select(m => $$"""{"@odata.id":"/redfish/v1/Fabrics/pcie/Endpoints/{{m.Id}}"}""");
        var answer = await Redfish.PostAsync(Zones, $$$"""{"Links":{"Endpoints":[{{{string.Join(',', links)}}}]}}""");
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            _model.Zones.Add(new ModelZone(answer.Body.GetProperty("Id").GetString()!, members));
            foreach (var drive in members.Where(m => m.Kind == "NVMe"))
            {
                drive.IsErased = false;
            }
        }

        return $"zone {Words(members)}: {(int)answer.Status}";
    }

    private async Task<string> RemoveZoneAsync(Move move)
    {
        if (Pick(_model.Zones, move.A) is not { } zone)
        {
            return "remove no zone";
        }

        (await Redfish.DeleteAsync($"{Zones}/{zone.Id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        _model.Zones.Remove(zone);
        return $"remove {zone.Id}";
    }

    // The hardware fails once while a system is composed: everything is given back.
    private async Task<string> FailAsync(Move move)
    {
        await SettleAsync();
        var (name, blocks) = (NextName(), Some(move));
        var isPossible = _model.CanCompose(name, blocks);
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"id":"model","step":"assemble/*","fail":true,"message":"no answer"}"""));
        var answer = await LongAsync(() => Redfish.ComposeAsync(name, [.. blocks.Select(b => b.Id)]));
        await _simulator.Control.DeleteAsync("/sim/v1/faults/model");
        ((int)answer.Status).ShouldBe(isPossible ? 503 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        foreach (var drive in isPossible ? blocks.Where(b => b.Kind == "NVMe") : [])
        {
            drive.IsErased = true;
        }

        return $"compose {name} of {Words(blocks)} with a fault: {(int)answer.Status}";
    }

    private async Task<string> MakeBoxAsync(Move move)
    {
        // Without the sled as often as with it.
        List<ModelPart> some = Some(move);
        var (name, blocks) = (NextName(), move.B % 8 < 4 ? some : some.FindAll(p => !p.IsSled));
        var isPossible = _model.CanBox(blocks);
        var answer = await Redfish.ComposeBlockAsync(name, [.. blocks.Select(b => b.Id)]);
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            _model.Boxes.Add(new ModelBox(name, blocks));
        }

        return $"make block {name} of {Words(blocks)}: {(int)answer.Status}";
    }

    private async Task<string> RemoveBoxAsync(Move move)
    {
        if (Pick(_model.Boxes, move.A) is not { } box)
        {
            return "remove no block";
        }

        var isPossible = _model.NodeOf(box) is null;
        var answer = await Redfish.DeleteAsync(Block(box.Id));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : HttpStatusCode.Conflict, answer.Text);
        if (isPossible)
        {
            _model.Boxes.Remove(box);
        }

        return $"remove block {box.Id}: {(int)answer.Status}";
    }

    private async Task<string> ComposeBoxAsync(Move move)
    {
        await SettleAsync();
        await PrepareAsync(_model.Boxes.Count > 0, () => MakeBoxAsync(move));
        if (Pick(_model.Boxes, move.A) is not { } box)
        {
            return $"compose no block";
        }

        var sled = box.Parts.Any(p => p.IsSled) ? null : _model.Sleds.ElementAt(move.B % _model.Sleds.Count());
        var (name, isPossible) = (NextName(), _model.CanCompose(box, sled));
        string[] blocks = sled is null ? [box.Id] : [sled.Id, box.Id];
        var answer = await LongAsync(() => Redfish.ComposeAsync(name, blocks));
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            Composed(name, sled is null ? box.Parts : [sled, .. box.Parts]);
        }

        return $"compose {name} of {string.Join(" + ", blocks)}: {(int)answer.Status}";
    }

    private async Task<string> WaitAsync(Move move)
    {
        var minutes = 1 + move.A % 16;
        await SettleAsync(TimeSpan.FromMinutes(minutes));
        return $"wait {minutes} minutes";
    }

    private void Composed(string name, IReadOnlyList<ModelPart> blocks) => _model.Take(new ModelNode
    {
        Id = Pod.Nodes[^1].Id, Sled = blocks.Single(b => b.IsSled), Devices = [.. blocks.Where(b => !b.IsSled)], State = ModelState.Assembled, WasAssembled = true,
        ComposedAs = name,
    }, sharing: true);

    private Task<Answer> ChangeAsync(ModelPart sled, ModelPart device, string action) => LongAsync(() => Redfish.PostAsync(
        $"{Systems}/{_model.NodeOf(sled)?.SystemId ?? sled.Id}/Actions/ComputerSystem.{action}", $$$"""{"ResourceBlock":{"@odata.id":"{{{Block(device.Id)}}}" } }"""));

    // One sled as a rule, and a few devices.
    private List<ModelPart> Some(Move move)
    {
        var (sleds, devices) = (_model.Sleds.ToList(), _model.Devices.ToList());
        List<ModelPart> some = move.A % 16 == 15 ? [] : [sleds[move.A % sleds.Count]];
        some.AddRange(Enumerable.Range(0, move.B % 4).Select(i => devices[(move.C + i * (1 + move.B / 4)) % devices.Count]));
        return [.. some.Distinct()];
    }

    private async Task SettleAsync(TimeSpan? time = null)
    {
        await _simulator.PassAsync((time ?? ALittle).TotalSeconds);
        var waiting = _model.Nodes.FindAll(n => n.Promise is not null);
        _model.Settle(_simulator.App.Clock.GetUtcNow());
        foreach (var node in waiting.Where(n => n.Promise is null))
        {
            node.Volumes[^1].Id = Pod.FindNode(node.Id)?.Volumes[^1].VolumeId ?? "";
        }
    }

    // The clock runs as far as the request needs it to.
    private async Task<Answer> LongAsync(Func<Task<Answer>> send)
    {
        _simulator.App.Clock.Unfreeze();
        var answer = await send();
        _simulator.App.Clock.Freeze();
        return answer;
    }

    private string NextName() => $"c{++_lastName}";

    private static T? Pick<T>(IReadOnlyList<T> all, byte choice)
        where T : class => all.Count == 0 ? null : all[choice % all.Count];

    private static string Words(IEnumerable<ModelPart> parts) => string.Join(" + ", parts.Select(p => p.Id).DefaultIfEmpty("nothing"));

    private static List<string> Links(JsonElement place, string property) =>
        [.. place.GetProperty(property).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];

    private async Task<List<string>> MembersAsync(string collection) => Links((await Redfish.GetAsync(collection)).Body, "Members");
}
