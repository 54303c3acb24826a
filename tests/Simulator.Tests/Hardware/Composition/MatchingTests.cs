using NUnit.Framework;
using Shouldly;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

public sealed class MatchingTests
{
    [Test]
    public void Nothing_asked_is_nothing_found() => Matching.Find<int, int>([], [1, 2], (_, _) => true).ShouldBe([]);

    [Test]
    public void An_item_takes_the_first_asset_that_suits() => Matching.Find([5], [3, 5, 8], (item, asset) => asset >= item).ShouldBe([5]);

    [Test]
    public void No_asset_is_given_twice() => Matching.Find([1, 1, 1], [7, 8], (_, _) => true).ShouldBeNull();

    [Test]
    public void An_item_moves_over_for_one_that_has_no_choice()
    {
        // "any" comes first and takes 1; "1" then pushes it on to 2.
        Matching.Find(["any", "1"], [1, 2], (item, asset) => item == "any" || item == $"{asset}").ShouldBe([2, 1]);
    }

    [Test]
    public void A_chain_of_items_moves_over()
    {
        int[][] suits = [[1, 2], [2, 3], [1]];

        Matching.Find(suits, [1, 2, 3], (item, asset) => item.Contains(asset)).ShouldBe([2, 3, 1]);
    }

    [Test]
    public void Items_that_cannot_all_be_served_are_refused()
    {
        int[][] suits = [[1], [1], [2, 3]];

        Matching.Find(suits, [1, 2, 3], (item, asset) => item.Contains(asset)).ShouldBeNull();
    }
}
