namespace SpecimenLogistics.Ui;

/// <summary>The one scale of the board, the most urgent first. For deliveries only.</summary>
public enum BoardState { Late, AtRisk, Tight, Unsure, OnCourse, Done, DoneLate }
