using System.Globalization;

namespace Simulator.Hardware.Composition;

/// <summary>Which single requirement of a refused request stands in the way, and how much of it could be had: tried one at a time.</summary>
internal static class NearestRequests
{
    // Nobody reads a request with more requirements than that, and each costs an allocation on paper.
    private const int MostTries = 100;

    /// <summary>Those that would succeed: least given up first, and rather less of something than without it.</summary>
    public static IReadOnlyList<NearestRequest> Find(Func<AllocationRequest, bool> succeeds, AllocationRequest request, AllocationRun refused)
    {
        Pod.RefuseWithinVerb();

        // Without a free and healthy system no request succeeds.
        if (refused.Steps.Count <= 2 && refused.Steps[^1].Left.Count == 0)
        {
            return [];
        }

        return
        [
            .. Relaxation.Of(request).Take(MostTries)
                .Where(r => succeeds(r.With(null)))
                .Select(r => (Relaxation: r, Most: r.Most is { } most ? MostOf(r, most) : null))
                .OrderBy(r => r.Most is { } most ? 1 - ((double)most / r.Relaxation.Most!.Value) : r.Relaxation.IsWhole ? 3 : 2)
                .Select(r => new NearestRequest(r.Relaxation.Item, r.Relaxation.Asked, r.Most is { } most ? string.Create(CultureInfo.InvariantCulture, $"{most}{r.Relaxation.Unit}") : null)),
        ];

        // The largest amount that can be had; null when even one is too many.
        long? MostOf(Relaxation relaxation, long asked)
        {
            var (most, tooMuch) = (0L, asked);
            while (tooMuch - most > 1)
            {
                var middle = most + ((tooMuch - most) / 2);
                (most, tooMuch) = succeeds(relaxation.With(middle)) ? (middle, tooMuch) : (most, middle);
            }

            return most > 0 ? most : null;
        }
    }
}
