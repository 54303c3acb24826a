using NUnit.Framework;
using Shouldly;
using Simulator.Hardware.ExpEther;

namespace Simulator.Tests.Hardware.ExpEther;

public sealed class ExpEtherFabricTests
{
    [Test]
    public void Whatever_many_do_at_once_a_group_has_one_server_and_no_more_devices_than_it_takes()
    {
        var fabric = Fabric(servers: 4, devices: 12, most: 3);
        var boards = fabric.Servers.Concat<Board>(fabric.Devices).ToList();

        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 500; i++)
            {
                var board = boards[random.Next(boards.Count)];
                if (random.Next(3) == 0)
                {
                    fabric.Leave(board);
                }
                else
                {
                    fabric.Join(board, random.Next(4) == 0 ? null : random.Next(1, 6));
                }
            }
        });

        FabricLaw.Of(fabric.Look()).ShouldBeEmpty();
    }

    [Test]
    public void Of_many_who_want_one_device_one_gets_it()
    {
        var fabric = Fabric(servers: 0, devices: 1, most: 0);
        var joined = 0;

        Parallel.For(1, 50, group =>
        {
            if (fabric.Join(fabric.Devices[0], group) is JoinResult.Joined)
            {
                Interlocked.Increment(ref joined);
            }
        });

        joined.ShouldBe(1);
    }

    [Test]
    public void The_law_sees_a_group_that_must_not_be()
    {
        var fabric = Fabric(servers: 2, devices: 1, most: 0);
        var same = new BoardState(Group: 5, IsUp: true, Since: default);

        var breaches = FabricLaw.Of([.. fabric.Look().Select(b => (b.Board, same))]).Select(b => b.Text);

        breaches.ShouldHaveSingleItem().ShouldStartWith("Group 5 has the servers");
    }

    private static ExpEtherFabric Fabric(int servers, int devices, int most) => new(
        [.. Enumerable.Range(1, servers).Select(n => new ServerBoard($"s{n}", BoardSpeed.FortyGigabit, "", "", "", "", "", most))],
        [.. Enumerable.Range(1, devices).Select(n => new DeviceBoard($"d{n}", BoardSpeed.FortyGigabit, "", "", "", null))],
        [],
        TimeProvider.System);
}
