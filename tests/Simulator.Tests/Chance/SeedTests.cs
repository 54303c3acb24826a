using NUnit.Framework;
using Shouldly;
using Simulator.Chance;

namespace Simulator.Tests.Chance;

public sealed class SeedTests
{
    [Test]
    public void The_same_seed_and_name_give_the_same_values()
    {
        new Seed(7).Uuid("system/a").ShouldBe(new Seed(7).Uuid("system/a"));
        new Seed(7).For("serials").Next().ShouldBe(new Seed(7).For("serials").Next());
    }

    [Test]
    public void Another_seed_gives_other_values()
    {
        new Seed(8).Uuid("system/a").ShouldNotBe(new Seed(7).Uuid("system/a"));
        new Seed(8).For("serials").Next().ShouldNotBe(new Seed(7).For("serials").Next());
    }

    [Test]
    public void Another_name_gives_other_values() => new Seed(7).Uuid("system/b").ShouldNotBe(new Seed(7).Uuid("system/a"));

    [Test]
    public void The_order_of_asking_does_not_matter()
    {
        var seed = new Seed(7);
        var (a, b) = (seed.For("a").Next(), seed.For("b").Next());

        var other = new Seed(7);
        var (laterB, laterA) = (other.For("b").Next(), other.For("a").Next());

        (laterA, laterB).ShouldBe((a, b));
    }

    [Test]
    public void A_uuid_is_of_version_4([Range(0, 20)] int name)
    {
        var uuid = new Seed(1).Uuid($"{name}");

        uuid.Version.ShouldBe(4);
        uuid.Variant.ShouldBeInRange(8, 11);
    }
}
