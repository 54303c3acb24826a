namespace Simulator.Start;

/// <summary>
/// How many letters to insert, delete, replace or swap with their neighbour to turn one word into another (optimal string
/// alignment).
/// </summary>
internal static class EditDistance
{
    public static int Between(string from, string to)
    {
        var distance = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                distance[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Step(i, j),
                };
            }
        }

        return distance[from.Length, to.Length];

        int Step(int i, int j)
        {
            var replace = distance[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            var best = Math.Min(replace, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
            var isSwap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            return isSwap ? Math.Min(best, distance[i - 2, j - 2] + 1) : best;
        }
    }
}
