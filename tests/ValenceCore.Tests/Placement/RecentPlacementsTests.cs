using NUnit.Framework;
using Shouldly;
using ValenceCore.Composition;
using ValenceCore.Placement;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Placement;

/// <summary>Requests that come before rows and inventories tell of the ones before them.</summary>
internal sealed class RecentPlacementsTests
{
    private static readonly Requirements FourCores = Requirements.Anything with { TotalCores = 4 };

    private HandTime time = null!;
    private RecentPlacements recent = null!;
    private Dictionary<string, string> standing = null!;

    [SetUp]
    public void Begin()
    {
        (time, standing) = (new HandTime(), []);
        recent = new RecentPlacements(time);
    }

    [Test]
    public void Many_requests_at_once_are_spread()
    {
        var chosen = Enumerable.Range(1, 6).Select(n => Place(new Spread(), $"n{n}", Pod("a", 4, 4, 4), Pod("b", 4, 4, 4), Pod("c", 4, 4, 4)));

        string.Concat(chosen).ShouldBe("abcabc");
    }

    [Test]
    public void A_node_that_has_its_row_by_now_counts_once()
    {
        Place(new Spread(), "n1", Pod("a", 4), Pod("b", 4));
        standing["n1"] = "a";
        standing["n0"] = "b";

        Place(new Spread(), "n2", Pod("a", 4, 4), Pod("b", 4, 4)).ShouldBe("a");
    }

    [Test]
    public void A_node_that_went_to_another_pod_after_all_counts_there()
    {
        Place(new Spread(), "n1", Pod("a", 4, 4), Pod("b", 4, 4)).ShouldBe("a");
        standing["n1"] = "b";

        Place(new Spread(), "n2", Pod("a", 4, 4), Pod("b", 4, 4)).ShouldBe("a");
    }

    [Test]
    public void A_system_that_was_given_away_last_is_not_offered_again_before_its_pod_is_read_anew()
    {
        Place(new LeastWaste(), "n1", Pod("a", 4, 64), Pod("b", 16)).ShouldBe("a");
        standing["n1"] = "a";

        Place(new LeastWaste(), "n2", Pod("a", 4, 64), Pod("b", 16)).ShouldBe("b", "the small one of a is taken");
        time.Advance(TimeSpan.FromSeconds(1));
        Place(new LeastWaste(), "n3", Pod("a", 4, 64), Pod("b", 16)).ShouldBe("a", "a was read since, and says that it has a small one");
    }

    [Test]
    public void First_fit_goes_on_when_a_pod_has_given_all_away()
    {
        FoundPod[] pods = [Pod("a", 4, 4), Pod("b", 4, 4)];

        string.Concat(Enumerable.Range(1, 4).Select(n => Place(new FirstFit(), $"n{n}", pods))).ShouldBe("aabb");
    }

    [Test]
    public void What_came_to_nothing_is_forgotten()
    {
        FoundPod[] pods = [Pod("a", 4), Pod("b", 4)];
        Place(new Spread(), "n1", pods).ShouldBe("a");

        time.Advance(TimeSpan.FromMinutes(1));

        Place(new Spread(), "n2", pods).ShouldBe("a", "n1 never got a row");
    }

    [Test]
    public void Who_only_wants_to_know_changes_nothing()
    {
        FoundPod[] pods = [Pod("a", 4), Pod("b", 4)];

        recent.Order(new Spread(), pods, standing, FourCores, nodeId: null)[0].ShouldBe("a");

        Place(new Spread(), "n1", pods).ShouldBe("a");
    }

    [Test]
    public void All_pods_are_in_the_order_whatever_is_known_of_them()
    {
        var order = recent.Order(new Spread(), [new("off", IsOnline: false, null), new("unknown", IsOnline: true, null), Pod("full")], standing, FourCores, "n1");

        order.ShouldBe(["unknown", "full", "off"]);
    }

    private string Place(IPlacementPolicy policy, string node, params FoundPod[] pods) => recent.Order(policy, pods, standing, FourCores, node)[0];

    /// <summary>A pod that is read now and has systems with so many cores each.</summary>
    private FoundPod Pod(string id, params long[] cores) => new(id, IsOnline: true, new Stock(
        [.. cores.Select((count, position) => new PodSystem($"s{position}", null, null, null, "OK", "", count, null, null, 4 * count, 2, 100))], [], time.Now()));
}
