"""Which stages a campaign has: the script's, else the map's, else stage 0 alone."""

from agent_desktop.desk.stage_lists import CALL_CONNECTED, Stage, StageSource, stage_list

ZERO = Stage(0, CALL_CONNECTED)


def test_without_script_and_map_there_is_stage_0_alone() -> None:
    stages = stage_list((), None)
    assert stages.stages == (ZERO,)
    assert stages.source is StageSource.NONE


def test_the_script_s_pages_come_in_the_order_of_their_numbers() -> None:
    stages = stage_list([(9, "Wrap-up"), (1, "Identify"), (2, " Offer ")], None)
    assert stages.stages == (ZERO, Stage(1, "Identify"), Stage(2, "Offer"), Stage(9, "Wrap-up"))
    assert stages.source is StageSource.SCRIPT


def test_pages_without_a_stage_are_passed_over() -> None:
    assert stage_list([(None, "Notes"), (-1, "Odd")], None).source is StageSource.NONE


def test_the_first_page_of_a_stage_names_it() -> None:
    assert stage_list([(1, "Hello"), (1, "Who is it?")], None).name(1) == "Hello"


def test_the_map_s_name_of_a_scripted_stage_is_the_better_one() -> None:
    assert stage_list([(1, "page one")], {1: "Identify"}).name(1) == "Identify"


def test_the_map_stands_in_where_the_script_names_no_stage() -> None:
    stages = stage_list([(None, "Notes")], {2: "Offer", 1: "Identify"})
    assert stages.stages == (ZERO, Stage(1, "Identify"), Stage(2, "Offer"))
    assert stages.source is StageSource.MAP


def test_a_scripted_stage_the_map_lacks_has_drifted() -> None:
    stages = stage_list([(1, "Identify"), (7, "Extra")], {1: "Identify", 2: "Offer"})
    assert [stage.number for stage in stages.stages if stage.drifted] == [7]


def test_without_a_map_nothing_drifts() -> None:
    assert not any(stage.drifted for stage in stage_list([(1, "a")], None).stages)
    assert not any(stage.drifted for stage in stage_list([(1, "a")], {}).stages)


def test_stage_0_is_never_renamed_and_never_drifts() -> None:
    for stages in (
        stage_list([(0, "Start"), (1, "a")], {1: "a"}),
        stage_list((), {0: CALL_CONNECTED, 1: "a"}),
    ):
        assert stages.stages[0] == ZERO
        assert len(stages.stages) == 2


def test_a_number_nobody_named_has_no_name() -> None:
    assert stage_list([(1, "a")], None).name(5) == ""
