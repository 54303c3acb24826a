using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware;

/// <summary>Volumes and devices that come to nodes and go: pools and holdings stay whole.</summary>
public sealed class NodeVolumeTests
{
    private const long GiB = 1L << 30;

    [Test]
    public void A_new_volume_comes_from_the_pool_with_the_least_room_that_suffices()
    {
        var pod = new BenchPod().With("s1").With("s2").With("s3").WithShelf("large", 100).WithShelf("small", 10).Build();

        Pool(4).ShouldBe("small");
        Pool(7).ShouldBe("large"); // 4 of the 10 are promised
        pod.Allocate(Request(94)).ShouldBeOfType<AllocationResult.Refused>().Lack.ShouldBe(AllocationLack.Room);

        string Pool(int gib) => pod.Allocate(Request(gib)).ShouldBeOfType<AllocationResult.Allocated>().Node.Volumes.ShouldHaveSingleItem().ServiceId;
    }

    [Test]
    public void A_node_that_failed_on_its_way_has_no_claim_any_more()
    {
        var pod = new BenchPod().With("s1").With("s2").WithShelf("p", 10).Build();
        var node = pod.Allocate(Request(10)).ShouldBeOfType<AllocationResult.Allocated>().Node;
        pod.Allocate(Request(10)).ShouldBeOfType<AllocationResult.Refused>();

        pod.SetHealth("s1", Health.Critical);

        pod.FindNode(node.Id)!.State.ShouldBe(ComposedNodeState.Failed);
        pod.Allocate(Request(10)).ShouldBeOfType<AllocationResult.Allocated>();
    }

    [Test]
    public void Whatever_comes_and_goes_pools_and_holdings_stay_whole() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Verb, byte Choice)[]>(),
        moves =>
        {
            var pod = new BenchPod()
                .With("s1", nics: [25_000]).With("s2", nics: [25_000]).With("s3")
                .WithPooled("n1", PooledDeviceKind.NVMe, 100).WithPooled("n2", PooledDeviceKind.NVMe, 100).WithPooled("f1", PooledDeviceKind.FPGA)
                .WithShelf("p", 20).WithShelf("q", 10).Build();
            return moves.All(m =>
            {
                Do(pod, m.Verb, m.Choice);
                return pod.CheckInvariants().Count == 0;
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static AllocationRequest Request(int gib) => new() { RemoteDrive = new RemoteDriveRequest(RemoteProtocol.iSCSI, gib * GiB) };

    private static void Do(Pod pod, byte verb, byte choice)
    {
        var node = pod.Nodes.Count == 0 ? "1" : pod.Nodes[choice % pod.Nodes.Count].Id;
        var device = pod.Devices.Values.ElementAt(choice % pod.Devices.Count);
        var service = pod.StorageServices.Values.ElementAt(choice % 2);
        var volumes = pod.StorageServices.Values.SelectMany(s => s.State.Volumes, (s, v) => new VolumeId(s.Id, v.Id)).ToList();
        var volume = volumes.Count == 0 ? new VolumeId("p", "1") : volumes[choice % volumes.Count];
        switch (verb % 14)
        {
            case 0 or 1:
                pod.Allocate(Request(1 + (choice % 12)));
                break;
            case 2:
                pod.Allocate(new AllocationRequest { RemoteDrive = new RemoteDriveRequest(RemoteProtocol.iSCSI, Existing: volume) });
                break;
            case 3:
                pod.Allocate(new AllocationRequest { RemoteDrive = new RemoteDriveRequest(RemoteProtocol.iSCSI, Master: volume, IsSnapshot: choice % 2 == 0) });
                break;
            case 4 or 5:
                pod.Happened(node, (ComposedNodeEvent)(choice % 6));
                break;
            case 6:
                pod.MakePromisedVolume(node);
                break;
            case 7:
                pod.Connect(node, volume);
                break;
            case 8:
                pod.Disconnect(node, volume, keepsTarget: choice % 2 == 0);
                break;
            case 9:
                pod.AttachDevice(node, device);
                pod.AttachVolume(node, volume);
                break;
            case 10:
                pod.DetachDevice(node, device);
                pod.DeleteVolumeOf(node, volume);
                break;
            case 11:
                pod.CreateVolume(service, name: null, GiB * (choice % 5), isBootable: false);
                pod.EditVolume(service, volume.Id, v => v with { Initialization = null, CapacityBytes = v.CapacityBytes + (GiB * (choice % 2)) });
                break;
            case 12:
                pod.DeleteVolume(service, volume.Id);
                break;
            default:
                pod.Release(node);
                break;
        }
    }
}
