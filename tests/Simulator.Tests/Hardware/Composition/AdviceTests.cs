using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

/// <summary>What a refusal says would succeed instead. It takes many searches, so nobody waits for it: whoever looks for it within a verb throws.</summary>
public sealed class AdviceTests
{
    private static readonly AllocationRequest ManyCores = new() { TotalCores = 1000 };

    private static readonly AllocationRequest LargeDrive = new() { LocalDrives = [new DriveRequest(CapacityGiB: 9000)] };

    private Pod _pod = null!;

    [SetUp]
    public void Build() => _pod = new BenchPod().With("a").With("b").With("c").WithPooled("drive", PooledDeviceKind.NVMe, gib: 800).Build();

    [Test]
    public void A_refusal_looks_for_what_would_succeed_when_it_holds_no_lock()
    {
        _pod.Compose(Named("one", "a"));
        _pod.Allocate(ManyCores).ShouldBeOfType<AllocationResult.Refused>().Nearest.ShouldNotBeEmpty();
        var within = 0;
        _pod.Changed += _ =>
        {
            Should.Throw<InvalidOperationException>(Pod.RefuseWithinVerb);
            within++;
        };

        _pod.Compose(Named("two", "a")).ShouldBeOfType<CompositionResult.Refused>().Problems[0].Remedy.ShouldContain("b instead of a");
        _pod.Compose(Named("two"), ManyCores).ShouldBeOfType<CompositionResult.Unmatched>().Why.Nearest.ShouldNotBeEmpty();
        _pod.ComposeBlock(Named("box"), LargeDrive).Unmatched!.Nearest.ShouldNotBeEmpty();
        _pod.Explain(ManyCores).Refused!.Nearest.ShouldNotBeEmpty();
        _pod.Explain([new ManifestStep.Compose(Named("two", "a"), null), new ManifestStep.ComposeBlock(Named("box"), LargeDrive)]).ShouldAllBe(s => s.Nearest.Count > 0);

        // The refusal that others are told of, within the verb.
        within.ShouldBe(1);
    }

    [Test]
    public void Advice_for_a_step_is_what_the_steps_before_it_leave()
    {
        var plan = _pod.Plan(
            [
                new ManifestStep.Compose(Named("one", "a"), null), new ManifestStep.Compose(Named("two", "a", "drive"), null), new ManifestStep.Compose(Named("three"), ManyCores),
                new ManifestStep.Compose(Named("four", "b"), null),
            ],
            PlanPurpose.Preview, client: null, reservationId: null, TimeSpan.Zero);

        plan.Steps.Select(s => s.CanBeDone).ShouldBe([true, false, false, true]);
        plan.Steps[1].Problems[0].Remedy.ShouldBe("Name b instead of a; the request would then succeed.");
        plan.Steps[2].Unmatched!.Nearest[0].Instead.ShouldBe("8");
        _pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public void A_block_that_a_step_names_twice_is_told()
    {
        var step = _pod.Plan([new ManifestStep.Compose(Named("one", "a", "a"), null)], PlanPurpose.Preview, client: null, reservationId: null, TimeSpan.Zero).Steps[0];

        step.Problems.Select(p => p.Kind).ShouldContain(BlockProblemKind.Twice);
    }

    private static CompositionRequest Named(string name, params string[] blocks) => new(name, null, blocks, Client: null);
}
