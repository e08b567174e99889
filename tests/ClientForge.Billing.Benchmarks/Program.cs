namespace ClientForge.Billing.Benchmarks;

public static class Program
{
    public static void Main() => Console.WriteLine(nameof(Benchmarks));
}
